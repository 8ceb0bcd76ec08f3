import type { Picture } from "@argosy/rpc";
import type { FastifyReply, FastifyRequest } from "fastify";
import { projectIn } from "../http/access.ts";
import { isUnchanged } from "../http/send-stored.ts";
import type { GatewayWorld } from "../world.ts";
import type { Tile } from "./tile-address.ts";

/** A picture of an image, or of the labels that a run gave for it. */
export interface PictureAsked {
  readonly image: string;
  readonly tile: Tile;
  readonly format: "jpeg" | "png";
  readonly run: string | undefined;
  /** object, class or a column. */
  readonly by: string | undefined;
  /** Values at the ends of the scale of a column, or the grey values of the image that are shown as black and white. */
  readonly low?: number;
  readonly high?: number;
  readonly style?: "fill" | "outline" | undefined;
  /** Six hexadecimal digits for what lies beyond the image; empty or absent: black. */
  readonly background?: string;
}

/** Labels may change at any time; how long a picture of them may be old. */
const LABELS_MS = 5_000;

/** Answers a picture of an image; one that was asked for lately is not drawn again. */
export async function picture(
  world: GatewayWorld,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: PictureAsked,
): Promise<FastifyReply> {
  const { image, tile, format, run = "", by = "", low = 0, high = 0, style = "", background = "" } = asked;
  const { region, width, height } = tile;
  const key = `${image} ${region.x} ${region.y} ${region.width} ${region.height} ${width} ${height} ${format} ${run} ${by} ${low} ${high} ${style} ${background}`;
  const changing = run !== "";
  let found = world.pictures.get(key);
  if (found === undefined) {
    const project = projectIn(request);
    const labels = { labelsOfRun: run, colorBy: by, low, high, overlayStyle: style };
    const wanted = { project, image, region, width, height, format, background, ...labels };
    found = await world.services.tiles.renderTile(wanted, await world.callOf(request));
    world.pictures.set(key, found, changing ? world.clock.now() + LABELS_MS : undefined);
  }
  return sendPicture(request, reply, found, changing ? "private, no-cache" : "private, max-age=86400");
}

/** Sends a picture, or that the browser has it already. */
export function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { data, mediaType, etag }: Picture,
  cacheControl: string,
): FastifyReply {
  void reply.header("cache-control", cacheControl).header("etag", `"${etag}"`);
  if (isUnchanged(request, etag)) return reply.code(304).send();
  return reply.type(mediaType).send(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
}

/** The size of a picture whose longer side has `side` pixels, or that of the image where it is smaller. */
export function scaledTo(image: { readonly width: number; readonly height: number }, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  return { width: Math.max(1, Math.round(image.width * scale)), height: Math.max(1, Math.round(image.height * scale)) };
}
