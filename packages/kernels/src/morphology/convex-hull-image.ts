import type { Mask } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { hullRows } from "../measure/convex-hull.ts";

/**
 * Fill the convex hull of all foreground of a mask.
 *
 * A pixel stands for the midpoints of its four edges; the hull is the smallest convex polygon around all of them, and a pixel belongs to
 * it when its centre lies inside or on its border. Exact in integers.
 *
 * @param mask - `[height, width]`, other than 0 = foreground; not changed.
 * @returns A new mask of 0 and 1; an empty one stays empty.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels.
 *
 * Time O(pixels). As scikit-image's `convex_hull_image` with `offset_coordinates`.
 */
export function convexHullImage(mask: Mask): Mask {
  requireOneSize(mask);
  const { data, width, height } = mask;
  const first = new Int32Array(height).fill(width);
  const last = new Int32Array(height).fill(-1);
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    const left = row.findIndex((value) => value !== 0);
    if (left < 0) continue;
    first[y] = left;
    last[y] = row.findLastIndex((value) => value !== 0);
    top = Math.min(top, y);
    bottom = y;
  }
  const out = new Uint8Array(data.length);
  if (bottom >= 0) {
    const hull = hullRows(first.subarray(top, bottom + 1), last.subarray(top, bottom + 1));
    for (let i = 0; i < hull.first.length; i++) out.fill(1, (top + i) * width + hull.first[i], (top + i) * width + hull.last[i] + 1);
  }
  return { data: out, width, height };
}
