import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";

/**
 * A plane of another size, each sample that of the nearest pixel centre; where two are equally near, the right or lower one.
 *
 * Fit for labels and masks: no new value appears. The sample type is kept.
 *
 * @throws {ArgosyError} `invalid_argument` when a size is not a whole number >= 1, or the plane is empty.
 *
 * Time O(new pixels).
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
 * @throws {ArgosyError} `invalid_argument` when a size is not a whole number >= 1, or the plane is empty.
 *
 * Time O(pixels + new pixels).
 */
export function resizeArea(plane: Plane, width: number, height: number): Plane {
  checkSizes(plane, width, height);
  const dtype = dtypeOf(plane.data);
  const out = newSamples(dtype, width * height);
  const whole = !dtype.startsWith("float");
  const across = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const sums = new Float64Array(width);
    forShares(y, height, plane.height, (row, share) => {
      averageRow(plane, row, across);
      for (let x = 0; x < width; x++) sums[x] += share * across[x];
    });
    // The small push keeps a constant plane constant in spite of shares that do not add up to 1 exactly.
    for (let x = 0; x < width; x++) out[y * width + x] = whole ? Math.floor(sums[x] + 0.5 + 1e-9) : sums[x];
  }
  return { data: out, width, height };
}

function averageRow({ data, width }: Plane, row: number, across: Float64Array): void {
  for (let x = 0; x < across.length; x++) {
    let sum = 0;
    forShares(x, across.length, width, (column, share) => {
      sum += share * data[row * width + column];
    });
    across[x] = sum;
  }
}

/** The old pixels that new pixel `at` covers along one axis, each with its share of it; the shares add up to 1. */
function forShares(at: number, newLength: number, oldLength: number, use: (pixel: number, share: number) => void): void {
  const from = (at * oldLength) / newLength;
  const to = ((at + 1) * oldLength) / newLength;
  for (let pixel = Math.floor(from); pixel < to && pixel < oldLength; pixel++)
    use(pixel, (Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from));
}

function checkSizes(plane: Plane, width: number, height: number): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1) || plane.data.length === 0)
    throw new ArgosyError("invalid_argument", "sizes must be whole numbers above 0", { details: { width, height } });
}
