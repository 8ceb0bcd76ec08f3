import { refusal } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import type { Ports } from "@argosy/runtime";
import type { EncodedPicture } from "./encode-painted.ts";
import { encodePainted } from "./encode-painted.ts";
import { findObject } from "./objects.ts";
import type { Painted, Rgb } from "./paint.ts";
import { parseRgb } from "./paint.ts";
import type { RenderTools } from "./render-region.ts";
import { LARGEST_SIDE, renderLabels, renderRegion } from "./render-region.ts";

const COLOR = /^[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/;
const OUTLINE: Rgb = [255, 48, 48];
const BLACK: Rgb = [0, 0, 0];

/** An object of a project. */
export interface ObjectRequest {
  readonly project: string;
  readonly object: string;
}

/**
 * The mask of an object, as large as its box: 1 bit, transparent around it, at full resolution.
 *
 * @throws {ArgosyError} COLOR_INVALID, `not_found`, OBJECT_CORRUPT.
 */
export async function renderMask(
  { db }: Pick<Ports, "db">,
  { images }: RenderTools,
  request: ObjectRequest & { readonly color: string },
  signal: AbortSignal,
): Promise<EncodedPicture> {
  if (!COLOR.test(request.color)) throw refusal("COLOR_INVALID", "a colour has 6 or 8 hexadecimal digits");
  const { labels: place, box, label } = await findObject(db, request.project, request.object, signal);
  const image = await images.open(request.project, place);
  const labels = await images.read(image, 0, box, 0, signal);
  const mask = Uint8Array.from(labels, (value) => (value === label ? 1 : 0));
  const alpha = request.color.length === 8 ? Number.parseInt(request.color.slice(6), 16) : 255;
  const palette = [[0, 0, 0, 0] as const, [...parseRgb(request.color), alpha] as const];
  return { data: encodePng({ width: box.width, height: box.height, bits: 1, planes: [mask], palette }), mediaType: "image/png" };
}

/**
 * The crop of an object out of its image, with or without its outline.
 *
 * @throws {ArgosyError} `not_found`, OBJECT_CORRUPT.
 */
export async function renderCrop(
  { db }: Pick<Ports, "db">,
  tools: RenderTools,
  request: ObjectRequest & { readonly size: number; readonly outline: boolean },
  signal: AbortSignal,
): Promise<EncodedPicture> {
  const { labels: place, crop, label, image: imageId } = await findObject(db, request.project, request.object, signal);
  const longer = Math.max(crop.width, crop.height);
  const scale = Math.min(LARGEST_SIDE, request.size > 0 ? request.size : longer) / longer;
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const wish = { region: crop, width: side(crop.width), height: side(crop.height) };
  const image = await tools.images.image(request.project, imageId, signal);
  const painted = await renderRegion(tools, image, wish, BLACK, signal);
  if (!request.outline) return encodePainted(painted, "png");
  const labels = await renderLabels(tools.images, await tools.images.open(request.project, place), wish, signal);
  return encodePainted(outlined(painted, labels, label), "png");
}

/** Draws over the pixels of the object that touch another pixel by a side. */
function outlined({ width, height, planes }: Painted, labels: Uint32Array, label: number): Painted {
  const colored = [0, 1, 2].map((band) => Uint8Array.from(planes[band] ?? planes[0]!));
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && labels[y * width + x] === label;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inside(x, y) || (inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1))) continue;
      for (const [band, plane] of colored.entries()) plane[y * width + x] = OUTLINE[band]!;
    }
  }
  return { width, height, planes: colored };
}
