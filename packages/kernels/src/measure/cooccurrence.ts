import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** The four directions of Haralick, as steps to the right and down: 0, 45, 90 and 135 degrees where y points down. */
export const COOCCURRENCE_DIRECTIONS: readonly { readonly dx: number; readonly dy: number }[] = [
  { dx: 1, dy: 0 },
  { dx: 1, dy: 1 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 1 },
];

/** How often two grey levels stand beside each other. */
export interface Cooccurrence {
  /** Number of grey levels: the matrix has `levels` rows and columns. */
  readonly levels: number;
  /** `[levels][levels]` number of pairs, symmetric: each pair counts in both directions. */
  readonly counts: Float64Array;
  /** Sum of `counts`; 0 when no two pixels lie that far apart. */
  readonly total: number;
}

/** What pairs {@link cooccurrence} counts. */
export interface CooccurrenceOptions {
  /** Number of grey levels, 1 to 4096. Samples are whole numbers from 0 to `levels - 1`. */
  readonly levels: number;
  /** Steps to the second pixel of a pair. */
  readonly dx: number;
  readonly dy: number;
}

/**
 * The grey level co-occurrence matrix of a plane for one step, symmetric.
 *
 * @param image - `[height, width]`, whole samples; not changed. Pairs with a sample outside `0..levels-1` (or NaN) do not count.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, or when `levels` or the step is out of range.
 *
 * Time O(pixels + levels^2). As scikit-image's `graycomatrix` with `symmetric`.
 *
 * Source: R. M. Haralick, K. Shanmugam, I. Dinstein (1973), IEEE Trans. SMC 3(6), 610-621, doi:10.1109/TSMC.1973.4309314.
 */
export function cooccurrence(image: Plane, { levels, dx, dy }: CooccurrenceOptions): Cooccurrence {
  requireOneSize(image);
  if (!Number.isInteger(levels) || levels < 1 || levels > 4096 || !Number.isInteger(dx) || !Number.isInteger(dy))
    throw new ArgosyError("invalid_argument", "levels or step of the co-occurrences are out of range", { details: { levels, dx, dy } });
  const { data, width, height } = image;
  const counts = new Float64Array(levels * levels);
  let total = 0;
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++)
    for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
      const a = data[y * width + x];
      const b = data[(y + dy) * width + x + dx];
      if (!(a >= 0 && a < levels && b >= 0 && b < levels)) continue;
      counts[a * levels + b]++;
      counts[b * levels + a]++;
      total += 2;
    }
  return { levels, counts, total };
}
