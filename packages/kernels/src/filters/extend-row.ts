import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";

/** Which part of a row is wanted: `count` samples from column `from`, both of which may lie beyond the frame. */
export interface RowPart {
  readonly y: number;
  readonly from: number;
  readonly count: number;
}

/** Copies a part of row `y` (within the frame) to the beginning of `to`, what lies outside by the border's rule. */
export function extendRow({ data, width }: Plane, { y, from, count }: RowPart, border: Border, to: PixelArray): void {
  const row = y * width;
  const inside = Math.max(from, 0);
  const end = Math.min(from + count, width);
  if (end > inside) to.set(data.subarray(row + inside, row + end) as Uint8Array, inside - from);
  const fill = (x: number): void => {
    const at = borderIndex(x, width, border);
    to[x - from] = at < 0 ? 0 : data[row + at];
  };
  for (let x = from; x < Math.min(inside, from + count); x++) fill(x);
  for (let x = Math.max(end, from); x < from + count; x++) fill(x);
}
