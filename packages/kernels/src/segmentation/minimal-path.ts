import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "./label.ts";
import { neighbourSteps } from "./neighbours.ts";
import { createPixelQueue } from "./pixel-queue.ts";

/** What {@link minimalPath} gives. */
export interface MinimalPath {
  /** Offsets `y * width + x` from the start to the end, both included. */
  readonly pixels: Uint32Array;
  /** Sum of the costs of the steps; 0 when start and end are one pixel. */
  readonly cost: number;
}

/**
 * The cheapest way from one pixel to another: the line that snaps to dark, or bright, structures when the costs are low there.
 *
 * A step costs the mean of its two pixels times its length, 1 or sqrt(2). Of equally cheap ways the one that was found first is given:
 * neighbours are taken up, left, right, down, then the diagonals. Pixels with a negative or infinite cost or NaN are never entered.
 *
 * @param costs - `[height, width]`, any sample type; not changed.
 * @param from - Column and row of the first pixel, whole numbers in the plane; `to` likewise.
 * @param connectivity - Steps along edges only (4) or corners too (8, the default).
 * @returns `undefined` when no way leads there.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, or an end that is no pixel of it.
 *
 * Time O(n log n) for the n pixels that are nearer than the end. As scikit-image's `route_through_array` with `geometric`.
 *
 * Source: E. W. Dijkstra (1959), Numer. Math. 1, 269-271, doi:10.1007/BF01386390.
 */
export function minimalPath(costs: Plane, from: Point, to: Point, connectivity: Connectivity = 8): MinimalPath | undefined {
  requireOneSize(costs);
  const { data, width, height } = costs;
  const start = pixelAt(costs, from);
  const end = pixelAt(costs, to);
  const { dx, dy } = neighbourSteps(connectivity);
  const best = new Float64Array(data.length).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(data.length).fill(-1);
  const queue = createPixelQueue();
  const open = (i: number): boolean => data[i] >= 0 && data[i] < Number.POSITIVE_INFINITY;
  if (!open(start) || !open(end)) return undefined;
  best[start] = 0;
  queue.push(0, start, start);
  while (queue.pop()) {
    const { pixel, cost } = queue;
    if (pixel === end) return { pixels: wayTo(previous, end), cost };
    if (cost > best[pixel]) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let k = 0; k < dx.length; k++) {
      const nx = x + dx[k];
      const ny = y + dy[k];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (!open(next)) continue;
      const through = cost + ((data[pixel] + data[next]) / 2) * (k < 4 ? 1 : Math.SQRT2);
      if (through >= best[next]) continue;
      best[next] = through;
      previous[next] = pixel;
      queue.push(through, next, pixel);
    }
  }
  return undefined;
}

function pixelAt({ width, height }: Plane, { x, y }: Point): number {
  if (!Number.isInteger(x) || !Number.isInteger(y) || x < 0 || y < 0 || x >= width || y >= height)
    throw new ArgosyError("invalid_argument", "an end of the path is no pixel of the plane", { details: { x, y, width, height } });
  return y * width + x;
}

function wayTo(previous: Int32Array, end: number): Uint32Array {
  const way = [end];
  for (let at = previous[end]; at >= 0; at = previous[at]) way.push(at);
  return Uint32Array.from(way.reverse());
}
