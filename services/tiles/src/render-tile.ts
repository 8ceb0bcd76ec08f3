import { ArgosyError, refusal } from "@argosy/core";
import type { Ports } from "@argosy/runtime";
import { labelImageOfRun } from "@argosy/runtime";
import type { EncodedPicture } from "./encode-painted.ts";
import { encodePainted } from "./encode-painted.ts";
import { paintByClass, paintByObject } from "./label-colors.ts";
import { classColors } from "./objects.ts";
import { parseRgb } from "./paint.ts";
import type { RegionWish, RenderTools } from "./render-region.ts";
import { renderLabels, renderRegion } from "./render-region.ts";

/** A region of an image, or of the labels that a run gave for it. */
export interface TileRequest extends RegionWish {
  readonly project: string;
  readonly image: string;
  readonly format: string;
  /** Empty: the image. */
  readonly labelsOfRun: string;
  readonly colorBy: string;
  /** Six hexadecimal digits; empty: black. */
  readonly background: string;
}

/**
 * Renders a region of an image, or of a label image over a transparent background.
 *
 * @throws {ArgosyError} FIELD_INVALID, COLOR_INVALID, ADDRESS_INVALID, TILE_OUT_OF_RANGE, `not_found`, OBJECT_CORRUPT.
 */
export async function renderTile(
  ports: Pick<Ports, "db">,
  tools: RenderTools,
  request: TileRequest,
  signal: AbortSignal,
): Promise<EncodedPicture> {
  if (request.labelsOfRun !== "") return { data: await renderOverlay(ports, tools, request, signal), mediaType: "image/png" };
  if (request.format !== "jpeg" && request.format !== "png")
    throw refusal("FIELD_INVALID", "the format is jpeg or png", { field: "format" });
  if (!/^([0-9a-fA-F]{6})?$/.test(request.background)) throw refusal("COLOR_INVALID", "a background has 6 hexadecimal digits");
  const image = await tools.images.image(request.project, request.image, signal);
  const painted = await renderRegion(tools, image, request, parseRgb(request.background || "000000"), signal);
  return encodePainted(painted, request.format);
}

async function renderOverlay(
  { db }: Pick<Ports, "db">,
  { images }: RenderTools,
  request: TileRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { project, labelsOfRun: run, colorBy, width, height } = request;
  if (colorBy !== "object" && colorBy !== "class") throw refusal("FIELD_INVALID", "colours go by object or class", { field: "color_by" });
  const place = await labelImageOfRun(db, project, run, request.image);
  if (place === undefined) throw new ArgosyError("not_found", "the run has no label image of this image", { details: { run } });
  const labels = await renderLabels(images, await images.open(project, place), request, signal);
  if (colorBy === "object") return paintByObject(labels, width, height);
  return paintByClass(labels, width, height, await classColors(db, project, run, place, signal));
}
