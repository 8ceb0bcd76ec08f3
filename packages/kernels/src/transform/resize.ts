import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Affine } from "./affine.ts";

/**
 * A plane of another size, each sample that of the nearest pixel centre; where two are equally near, the right or lower one.
 *
 * Fit for labels and masks: no new value appears. The sample type is kept.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns `[height, width]` of the new size.
 * @throws {ArgosyError} `invalid_argument` when a size is not a whole number >= 1, or the plane is empty.
 *
 * Time O(new pixels). As scikit-image's `resize` with order 0, but for ties.
 */
export function resizeNearest<A extends PixelArray>(plane: Plane<A>, width: number, height: number): Plane<A> {
  checkSizes(plane, width, height);
  const out = newSamples(dtypeOf(plane.data), width * height) as A;
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * plane.width) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * plane.height) / height) * plane.width;
    for (let x = 0; x < width; x++) out[y * width + x] = plane.data[row + columns[x]];
  }
  return { data: out, width, height };
}

/**
 * A plane of another size, each sample the mean of the area that it covers, pixels weighted by their share in it.
 *
 * Meant for reducing; enlarging repeats pixels with blended edges. The sample type is kept; integers are rounded to the nearest,
 * halves up.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns `[height, width]` of the new size.
 * @throws {ArgosyError} `invalid_argument` when a size is not a whole number >= 1, or the plane is empty.
 *
 * Time O(pixels + new pixels). As OpenCV's `resize` with INTER_AREA.
 */
export function resizeArea(plane: Plane, width: number, height: number): Plane {
  checkSizes(plane, width, height);
  const across = (at: number) => (at * plane.width) / width;
  const down = (at: number) => (at * plane.height) / height;
  return averageAreas(plane, { across, down, width, height });
}

/**
 * A plane scaled by a map, each sample the mean of the area that it covers, pixels weighted by their share in it; as {@link resizeArea},
 * for any part of the scaled plane. What covers nothing of the plane is 0.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param back - Where a point of the result lies on the plane; may scale and move, but neither mirror nor turn.
 * @returns `[height, width]` of the new size.
 * @throws {ArgosyError} `invalid_argument` when a size is not a whole number >= 1, the plane is empty, or the map mirrors or turns.
 *
 * Time O(pixels + new pixels).
 *
 * Source: means over areas by definition.
 */
export function scaleArea(plane: Plane, back: Affine, width: number, height: number): Plane {
  checkSizes(plane, width, height);
  if (!(back.xx > 0 && back.yy > 0 && back.xy === 0 && back.yx === 0))
    throw new ArgosyError("invalid_argument", "areas can be scaled and moved alone", { details: { ...back } });
  return averageAreas(plane, { across: (at) => back.xx * at + back.x0, down: (at) => back.yy * at + back.y0, width, height });
}

/** Where the edges of the new pixels lie on the plane: number `at` along one axis. */
interface Areas {
  across(at: number): number;
  down(at: number): number;
  readonly width: number;
  readonly height: number;
}

function averageAreas(plane: Plane, areas: Areas): Plane {
  const { width, height } = areas;
  const dtype = dtypeOf(plane.data);
  const out = newSamples(dtype, width * height);
  const whole = !dtype.startsWith("float");
  const across = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const sums = new Float64Array(width);
    forShares(areas.down(y), areas.down(y + 1), plane.height, (row, share) => {
      averageRow(plane, row, areas, across);
      for (let x = 0; x < width; x++) sums[x] += share * across[x];
    });
    // The small push keeps a constant plane constant in spite of shares that do not add up to 1 exactly.
    for (let x = 0; x < width; x++) out[y * width + x] = whole ? Math.floor(sums[x] + 0.5 + 1e-9) : sums[x];
  }
  return { data: out, width, height };
}

function averageRow({ data, width }: Plane, row: number, areas: Areas, across: Float64Array): void {
  for (let x = 0; x < across.length; x++) {
    let sum = 0;
    forShares(areas.across(x), areas.across(x + 1), width, (column, share) => {
      sum += share * data[row * width + column];
    });
    across[x] = sum;
  }
}

/** The old pixels that a stretch of one axis covers, each with its share of what is covered; the shares add up to 1. */
function forShares(begin: number, end: number, length: number, use: (pixel: number, share: number) => void): void {
  const from = Math.max(begin, 0);
  const to = Math.min(end, length);
  for (let pixel = Math.floor(from); pixel < to && pixel < length; pixel++)
    use(pixel, (Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from));
}

function checkSizes(plane: Plane, width: number, height: number): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1) || plane.data.length === 0)
    throw new ArgosyError("invalid_argument", "sizes must be whole numbers above 0", { details: { width, height } });
}
