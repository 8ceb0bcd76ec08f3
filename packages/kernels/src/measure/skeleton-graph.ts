import type { Mask } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { labelComponents } from "../segmentation/label.ts";

/** How a skeleton is built. */
export interface SkeletonGraph {
  /** Steps of 1 and sqrt(2) between its pixels; a step over a corner does not count where a straight way joins the same pixels. */
  readonly length: number;
  /** Pixels with one neighbour in it. */
  readonly ends: number;
  /** Places where three or more arms meet; pixels of branching that touch are one place. */
  readonly branches: number;
}

/**
 * Length, ends and branches of a skeleton such as `skeletonize` gives it.
 *
 * Neighbours of a pixel are those of the steps that count. A single pixel has no length, no end and no branch; a closed line has a length alone.
 *
 * @param skeleton - `[height, width]`, other than 0 = skeleton; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: our own definition of which steps count, stated at {@link SkeletonGraph}.
 */
export function skeletonGraph(skeleton: Mask): SkeletonGraph {
  requireSamples(skeleton);
  const { data, width, height } = skeleton;
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height || data[y * width + x] === 0 ? 0 : 1);
  const meeting = new Uint8Array(data.length);
  let steps = 0;
  let slants = 0;
  let ends = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (at(x, y) === 0) continue;
      const straight = at(x + 1, y) + at(x - 1, y) + at(x, y + 1) + at(x, y - 1);
      let slanted = 0;
      for (const dx of [-1, 1])
        for (const dy of [-1, 1]) if (at(x + dx, y + dy) === 1 && at(x + dx, y) === 0 && at(x, y + dy) === 0) slanted++;
      steps += straight;
      slants += slanted;
      if (straight + slanted === 1) ends++;
      if (straight + slanted > 2) meeting[y * width + x] = 1;
    }
  // Each step was seen from both of its pixels.
  const branches = labelComponents({ data: meeting, width, height }, 8).count;
  return { length: steps / 2 + (slants / 2) * Math.SQRT2, ends, branches };
}
