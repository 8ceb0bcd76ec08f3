import { occupiedBins } from "./occupied-bins.ts";

/**
 * The isodata (Ridler-Calvard) threshold of a histogram: the lowest bin that lies at most one bin below the middle between the mean of what
 * is up to it and the mean of what is above.
 *
 * @param counts - `[n]` number of pixels in each bin; n >= 1.
 * @returns Bin index `t`; a pixel belongs to the upper class when its bin is `> t`. A single occupied bin is returned itself.
 * @throws {ArgosyError} `invalid_argument` when the histogram holds no pixel.
 *
 * Time O(n).
 *
 * Source: T. W. Ridler, S. Calvard (1978), IEEE Trans. SMC 8(8), 630-632, doi:10.1109/TSMC.1978.4310039; of several fixed points the
 * lowest, as scikit-image's threshold_isodata.
 */
export function isodataThreshold(counts: Uint32Array): number {
  const bins = occupiedBins(counts);
  if (bins.length === 1) return bins[0];
  let [total, totalSum] = [0, 0];
  for (const bin of bins) {
    total += counts[bin];
    totalSum += counts[bin] * bin;
  }
  const [first, last] = [bins[0], bins[bins.length - 1]];
  for (let bin = first, lower = 0, lowerSum = 0; bin < last; bin++) {
    lower += counts[bin];
    lowerSum += counts[bin] * bin;
    const middle = (lowerSum / lower + (totalSum - lowerSum) / (total - lower)) / 2;
    if (middle - bin >= 0 && middle - bin < 1) return bin;
  }
  // The middle falls behind the bin at some place in between, so this is only reached by rounding.
  return first;
}
