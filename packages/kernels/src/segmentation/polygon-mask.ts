import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Mask } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * The mask of one or more closed rings: a pixel is inside when its centre is, by the even-odd rule.
 *
 * Rings close by themselves and may cross; a ring in another is a hole. A centre exactly on an edge belongs to the side right of it
 * or below it, so rings that share an edge share no pixel and leave none out. What lies outside the frame is cut off.
 *
 * @param rings - Corners in pixel coordinates, where the first pixel's centre is (0.5, 0.5).
 * @returns `[height, width]`, 1 inside; all 0 for no ring, or rings of fewer than three corners.
 * @throws {ArgosyError} `invalid_argument` when the frame has no pixel, or a coordinate is not finite; `details` name ring and point.
 *
 * Time O(rows * edges in the row). As scikit-image's `polygon2mask`, with centres of pixels at a half.
 */
export function polygonMask(rings: readonly (readonly Point[])[], width: number, height: number): Mask {
  const data = new Uint8Array(width * height);
  requireSamples({ data, width, height });
  const crossings: number[][] = Array.from({ length: height }, () => []);
  for (const [ring, points] of rings.entries())
    for (const [index, point] of points.entries()) {
      if (!Number.isFinite(point.x) || !Number.isFinite(point.y))
        throw new ArgosyError("invalid_argument", "a corner of a polygon is not a number", { details: { ring, point: index } });
      addEdge(crossings, point, points[(index + 1) % points.length]);
    }
  for (let y = 0; y < height; y++) {
    const at = crossings[y].sort((a, b) => a - b);
    for (let k = 0; k + 1 < at.length; k += 2) {
      const from = Math.max(0, Math.ceil(at[k] - 0.5));
      const to = Math.min(width, Math.ceil(at[k + 1] - 0.5));
      if (to > from) data.fill(1, y * width + from, y * width + to);
    }
  }
  return { data, width, height };
}

/** Note where an edge crosses the centre lines of the rows; its upper end counts, its lower does not. */
function addEdge(crossings: number[][], a: Point, b: Point): void {
  const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
  const from = Math.max(0, Math.ceil(upper.y - 0.5));
  const to = Math.min(crossings.length, Math.ceil(lower.y - 0.5));
  for (let y = from; y < to; y++) crossings[y].push(upper.x + ((y + 0.5 - upper.y) * (lower.x - upper.x)) / (lower.y - upper.y));
}
