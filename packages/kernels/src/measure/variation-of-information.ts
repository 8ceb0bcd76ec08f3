import type { Labels } from "../array/plane.ts";
import { countOverlaps, sideTotals } from "./overlaps.ts";

/** What one segmentation leaves unknown of the other, in bits a pixel; both 0 when they are equal up to their numbers. */
export interface VariationOfInformation {
  /** Entropy of the tested labels where the true ones are known: parts that were split. */
  readonly split: number;
  /** Entropy of the true labels where the tested ones are known: parts that were merged. */
  readonly merge: number;
}

/**
 * The variation of information between two segmentations, in its two halves; background counts as a part.
 *
 * @param truth - `[height, width]`, any labels; not changed. `tested` likewise.
 * @returns In bits, each >= 0; both 0 where the two are the same.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(pixels). As scikit-image's `variation_of_information`.
 *
 * Source: M. Meilă (2007), J. Multivariate Anal. 98(5), 873-895, doi:10.1016/j.jmva.2006.11.013.
 */
export function variationOfInformation(truth: Labels, tested: Labels): VariationOfInformation {
  const { first, second, pixels } = countOverlaps(truth, tested);
  const n = truth.data.length;
  const ofTruth = sideTotals(first, pixels);
  const ofTested = sideTotals(second, pixels);
  let split = 0;
  let merge = 0;
  for (let i = 0; i < pixels.length; i++) {
    split -= (pixels[i] / n) * Math.log2(pixels[i] / ofTruth.get(first[i])!);
    merge -= (pixels[i] / n) * Math.log2(pixels[i] / ofTested.get(second[i])!);
  }
  return { split: Math.max(split, 0), merge: Math.max(merge, 0) };
}
