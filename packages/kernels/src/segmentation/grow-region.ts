import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "./label.ts";
import { neighbourSteps } from "./neighbours.ts";

/**
 * The pixels that hang together with a seed and differ from its value by no more than a tolerance.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @param seed - Column and row of a pixel, whole numbers.
 * @param tolerance - In grey values, >= 0, on both sides of the seed's value.
 * @param connectivity - 8 (the default) or 4.
 * @returns A new mask of 0 and 1; from a seed that is NaN the seed alone.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, a seed that is no pixel of it, or a tolerance that is not >= 0.
 *
 * Time O(pixels reached). As scikit-image's `flood`.
 *
 * Source: R. Adams, L. Bischof (1994), IEEE Trans. Pattern Anal. 16(6), 641-647, doi:10.1109/34.295913, with a fixed seed value.
 */
export function growRegion(image: Plane, seed: Point, tolerance: number, connectivity: Connectivity = 8): Mask {
  requireOneSize(image);
  const { data, width, height } = image;
  if (!(Number.isInteger(seed.x) && Number.isInteger(seed.y) && seed.x >= 0 && seed.y >= 0 && seed.x < width && seed.y < height))
    throw new ArgosyError("invalid_argument", "the seed is no pixel of the plane", { details: { x: seed.x, y: seed.y, width, height } });
  if (!(tolerance >= 0)) throw new ArgosyError("invalid_argument", "a tolerance must be at least 0", { details: { tolerance } });
  const { dx, dy } = neighbourSteps(connectivity);
  const mask = new Uint8Array(data.length);
  const start = seed.y * width + seed.x;
  const [low, high] = [data[start] - tolerance, data[start] + tolerance];
  const stack = [start];
  mask[start] = 1;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    for (let k = 0; k < dx.length; k++) {
      const nx = x + dx[k];
      const ny = y + dy[k];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (mask[next] === 1 || !(data[next] >= low && data[next] <= high)) continue;
      mask[next] = 1;
      stack.push(next);
    }
  }
  return { data: mask, width, height };
}
