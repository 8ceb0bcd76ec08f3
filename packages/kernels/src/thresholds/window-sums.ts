import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Border } from "../filters/border.ts";
import { borderIndex } from "../filters/border.ts";

/**
 * Sums over a square window round every pixel, of `value(sample)`.
 *
 * @param radius - The window has 2 * radius + 1 pixels a side; >= 0.
 * @param value - What of a sample is added up; sums are exact where these are whole numbers and stay below 2^53.
 * @returns `[height, width]`, 64 bits. NaN spreads to everything that follows in its rows and columns.
 *
 * Time O(pixels), whatever the radius.
 */
export function windowSums(
  { data, width, height }: Plane,
  radius: number,
  border: Border,
  value: (sample: number) => number,
): Plane<Float64Array> {
  const across = new Float64Array(data.length);
  const columns = Int32Array.from({ length: width + 2 * radius }, (_, i) => borderIndex(i - radius, width, border));
  for (let y = 0; y < height; y++) sumRow({ data, from: y * width, columns, radius, value }, across);
  const rows = Int32Array.from({ length: height + 2 * radius }, (_, i) => borderIndex(i - radius, height, border));
  const out = new Float64Array(data.length);
  const sums = new Float64Array(width);
  const add = (row: number, sign: 1 | -1): void => {
    if (row < 0) return;
    for (let x = 0, i = row * width; x < width; x++, i++) sums[x] += sign * across[i];
  };
  for (let k = 0; k < 2 * radius; k++) add(rows[k], 1);
  for (let y = 0; y < height; y++) {
    add(rows[y + 2 * radius], 1);
    out.set(sums, y * width);
    add(rows[y], -1);
  }
  return { data: out, width, height };
}

interface Row {
  readonly data: PixelArray;
  readonly from: number;
  /** For each place of the widened row, the column that stands there; -1 for none. */
  readonly columns: Int32Array;
  readonly radius: number;
  readonly value: (sample: number) => number;
}

function sumRow({ data, from, columns, radius, value }: Row, out: Float64Array): void {
  const width = columns.length - 2 * radius;
  const at = (k: number): number => (columns[k] < 0 ? 0 : value(data[from + columns[k]]));
  let sum = 0;
  for (let k = 0; k < 2 * radius; k++) sum += at(k);
  for (let x = 0; x < width; x++) {
    sum += at(x + 2 * radius);
    out[from + x] = sum;
    sum -= at(x);
  }
}
