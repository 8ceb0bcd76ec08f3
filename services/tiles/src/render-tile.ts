import { ArgosyError, refusal } from "@argosy/core";
import type { Ports } from "@argosy/runtime";
import { labelImageOfRun } from "@argosy/runtime";
import type { EncodedPicture } from "./encode-painted.ts";
import { encodePainted } from "./encode-painted.ts";
import type { DrawnLabels } from "./label-colors.ts";
import { paintByClass, paintByObject } from "./label-colors.ts";
import { classColors, measureColors } from "./objects.ts";
import { OUTLINE_MARGIN, outlinesOf } from "./outlines.ts";
import { parseRgb } from "./paint.ts";
import type { RegionWish, RenderTools } from "./render-region.ts";
import { renderLabels, renderRegion } from "./render-region.ts";
import type { StoredImage, StoredImages } from "./stored-images.ts";

/** A region of an image, or of the labels that a run gave for it. */
export interface TileRequest extends RegionWish {
  readonly project: string;
  readonly image: string;
  readonly format: string;
  /** Empty: the image. */
  readonly labelsOfRun: string;
  /** `object`, `class` or a column. */
  readonly colorBy: string;
  /** Values at the ends of the scale of a column; of an image: its grey values shown as black and white, where the second is greater. */
  readonly low: number;
  readonly high: number;
  /** `fill` or `outline`; empty: `fill`. */
  readonly overlayStyle: string;
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
  const { low, high } = request;
  const wish = high > low ? { ...request, shown: { start: low, end: high } } : request;
  const painted = await renderRegion(tools, image, wish, parseRgb(request.background || "000000"), signal);
  return encodePainted(painted, request.format);
}

async function renderOverlay(
  { db }: Pick<Ports, "db">,
  { images }: RenderTools,
  request: TileRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { project, labelsOfRun: run, colorBy, overlayStyle, low, high } = request;
  if (!["", "fill", "outline"].includes(overlayStyle))
    throw refusal("FIELD_INVALID", "labels are drawn by fill or outline", { field: "overlay_style" });
  const place = await labelImageOfRun(db, project, run, request.image);
  if (place === undefined) throw new ArgosyError("not_found", "the run has no label image of this image", { details: { run } });
  const drawn = await drawLabels(images, await images.open(project, place), request, signal);
  if (colorBy === "object") return paintByObject(drawn);
  if (colorBy === "class") return paintByClass(drawn, await classColors(db, project, run, place, signal));
  return paintByClass(drawn, await measureColors(db, project, run, place, { column: colorBy, low, high }));
}

async function drawLabels(images: StoredImages, image: StoredImage, request: TileRequest, signal: AbortSignal): Promise<DrawnLabels> {
  const { region, width, height, overlayStyle } = request;
  const style = overlayStyle === "outline" ? "outline" : "fill";
  const margin = style === "outline" ? OUTLINE_MARGIN : 0;
  const labels = await renderLabels(images, image, { region, width, height, margin }, signal);
  return { labels: style === "outline" ? outlinesOf(labels, width, height) : labels, width, height, style };
}
