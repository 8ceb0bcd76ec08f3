import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";

/** Where the pixels of one row lie on the plane that it is made of: that of its first pixel, and one step on. */
export interface RowPixels {
  readonly column: number;
  readonly row: number;
  /** One of both is 0, the other 1 or -1. */
  readonly xx: number;
  readonly yx: number;
}

/** Where the samples go, and what stands for those outside the plane. */
export interface RowPlace {
  readonly out: PixelArray;
  readonly from: number;
  readonly width: number;
  readonly outside: number;
}

/** One row of samples, each that of a pixel of the plane, unchanged. Time O(width). */
export function takeRow({ data, width: wide, height: high }: Plane, pixels: RowPixels, { out, from, width, outside }: RowPlace): void {
  const { column, row, xx, yx } = pixels;
  const [at, step, length, beside, across] = xx === 0 ? [row, yx, high, column, wide] : [column, xx, wide, row, high];
  const inside = beside >= 0 && beside < across;
  const first = step > 0 ? -at : at - length + 1;
  const begin = inside ? Math.min(Math.max(first, 0), width) : width;
  const end = Math.max(begin, Math.min(first + length, width));
  out.fill(outside, from, from + begin);
  const stride = yx * wide + xx;
  for (let x = begin, i = row * wide + column + begin * stride; x < end; x++, i += stride) out[from + x] = data[i];
  out.fill(outside, from + end, from + width);
}
