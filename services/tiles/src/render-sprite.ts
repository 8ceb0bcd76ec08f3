import { refusal } from "@argosy/core";
import { mapLanes } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { EncodedPicture } from "./encode-painted.ts";
import { encodePainted } from "./encode-painted.ts";
import type { Painted, Rgb } from "./paint.ts";
import type { RenderTools } from "./render-region.ts";
import { renderRegion } from "./render-region.ts";

/** Crops that are asked for at once. */
export interface SpriteRequest {
  readonly project: string;
  readonly objects: readonly string[];
  /** Side of a cell in pixels. */
  readonly cell: number;
  readonly columns: number;
  /** Pixels of the picture for one of the image, 0: as many as fill the cell. */
  readonly scale: number;
}

interface CropRow {
  readonly id: string;
  readonly crop_x: number;
  readonly crop_y: number;
  readonly crop_width: number;
  readonly crop_height: number;
  readonly array: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}

const MOST = { objects: 128, cell: 512, pixels: 4_096 * 4_096 } as const;
const BLACK: Rgb = [0, 0, 0];
const LANES = 4;

/**
 * The crops of many objects in one JPEG, laid out as the message says. The picture of the same request is always the same.
 *
 * @throws {ArgosyError} ADDRESS_INVALID for numbers that cannot be, OBJECT_CORRUPT.
 */
export async function renderSprite(db: Db, tools: RenderTools, request: SpriteRequest, signal: AbortSignal): Promise<EncodedPicture> {
  const { project, objects, cell, columns } = request;
  checkRequest(request);
  const rows = await db.query<CropRow>(
    `select o.id, o.crop_x, o.crop_y, o.crop_width, o.crop_height, i.array_id as array, i.t, i.width, i.height, i.colour
       from read.object o join read.image i on i.id = o.image_id where o.id = any($1) and o.project_id = $2`,
    [objects, project],
    { signal },
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const crops = await mapLanes(objects, LANES, async (id) => {
    const row = byId.get(id);
    return row === undefined ? undefined : paintCrop(tools, project, row, request, signal);
  });
  const bands = crops.some((crop) => crop?.planes.length === 3) ? [0, 1, 2] : [0];
  const [width, height] = [Math.min(columns, objects.length) * cell, Math.ceil(objects.length / columns) * cell];
  const planes = bands.map(() => new Uint8Array(width * height));
  for (const [index, crop] of crops.entries()) {
    const at = { x: (index % columns) * cell, y: Math.floor(index / columns) * cell };
    if (crop !== undefined) for (const band of bands) layCrop(planes[band]!, width, crop, band, { ...at, cell });
  }
  return encodePainted({ width, height, planes }, "jpeg");
}

function checkRequest({ objects, cell, columns, scale }: SpriteRequest): void {
  const sound =
    objects.length >= 1 &&
    objects.length <= MOST.objects &&
    cell >= 8 &&
    cell <= MOST.cell &&
    columns >= 1 &&
    columns <= MOST.objects &&
    scale >= 0 &&
    Math.min(columns, objects.length) * Math.ceil(objects.length / columns) * cell * cell <= MOST.pixels;
  if (!sound)
    throw refusal("ADDRESS_INVALID", `a sprite has 1 to ${MOST.objects} objects in cells of 8 to ${MOST.cell} pixels`, { cell, columns });
}

async function paintCrop(
  { images, windows }: RenderTools,
  project: string,
  row: CropRow,
  { cell, scale }: SpriteRequest,
  signal: AbortSignal,
): Promise<Painted> {
  const filling = cell / Math.max(row.crop_width, row.crop_height);
  const factor = scale === 0 ? filling : Math.min(scale, filling);
  const side = (length: number) => Math.max(1, Math.round(length * factor));
  const region = { x: row.crop_x, y: row.crop_y, width: row.crop_width, height: row.crop_height };
  const image = { ...(await images.open(project, row)), colour: row.colour };
  return renderRegion({ images, windows }, image, { region, width: side(row.crop_width), height: side(row.crop_height) }, BLACK, signal);
}

/** Copies a crop into its cell. Its last column and row go on to the end: a sharp edge there would stain the crop in JPEG's blocks. */
function layCrop(
  plane: Uint8Array,
  across: number,
  { width, height, planes }: Painted,
  band: number,
  at: { readonly x: number; readonly y: number; readonly cell: number },
): void {
  const source = planes[band] ?? planes[0]!;
  for (let y = 0; y < at.cell; y++) {
    const line = Math.min(y, height - 1) * width;
    const begin = (at.y + y) * across + at.x;
    plane.set(source.subarray(line, line + width), begin);
    plane.fill(source[line + width - 1]!, begin + width, begin + at.cell);
  }
}
