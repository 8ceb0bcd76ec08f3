import type { Labels } from "../array/plane.ts";
import { countOverlaps, sideTotals } from "./overlaps.ts";

/** How far two segmentations agree on which pixels belong together. */
export interface AdaptedRand {
  /** 1 less the harmonic mean of precision and recall: 0 for equal segmentations. */
  readonly error: number;
  /** Share of the pairs of pixels that the truth joins which the tested one joins too. */
  readonly precision: number;
  /** Share of the pairs that the tested segmentation joins which the truth joins too. */
  readonly recall: number;
}

/**
 * The adapted Rand error of a segmentation against the truth.
 *
 * Pixels that are background (0) in the truth are left out. Names are scikit-image's `adapted_rand_error`: what it calls precision lies over the
 * truth's pairs. Where a side joins no pair its share is NaN; the error is then NaN when neither joins any.
 *
 * @param truth - `[height, width]`, any labels; not changed. `tested` likewise.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(pixels). Exact below 2^26 pixels.
 *
 * Source: I. Arganda-Carreras et al. (2015), Front. Neuroanat. 9, 142, doi:10.3389/fnana.2015.00142.
 */
export function adaptedRand(truth: Labels, tested: Labels): AdaptedRand {
  const { first, second, pixels } = countOverlaps(truth, tested);
  const seen = pixels.map((count, i) => (first[i] === 0 ? 0 : count));
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum += count * (count - 1);
    return sum;
  };
  const both = pairs(seen.filter((count) => count > 0));
  const inTruth = pairs(positive(sideTotals(first, seen)));
  const inTested = pairs(positive(sideTotals(second, seen)));
  return { error: 1 - (2 * both) / (inTruth + inTested), precision: both / inTruth, recall: both / inTested };
}

function positive(totals: ReadonlyMap<number, number>): number[] {
  return Array.from(totals.values()).filter((count) => count > 0);
}
