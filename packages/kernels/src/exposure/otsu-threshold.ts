import { ArgosyError } from "@argosy/core";

/**
 * Otsu's threshold of a histogram.
 *
 * Splits the counts into a lower class `0..t` and an upper class `t+1..n-1` so that the variance between the two classes is
 * greatest. Where several `t` give the same variance the smallest is returned, as in scikit-image and OpenCV.
 *
 * @param counts - `[n]` number of pixels in each bin; n >= 1.
 * @returns Bin index `t` in `0..n-1`. A pixel belongs to the upper class when its bin is `> t`. With a single occupied bin that bin
 *   is returned, so the upper class is empty.
 * @throws {ArgosyError} `invalid_argument` when the histogram holds no pixel.
 *
 * Time O(n), no allocation. The sums are exact below 2^53.
 *
 * Source: N. Otsu (1979), IEEE Trans. SMC 9(1), 62-66, doi:10.1109/TSMC.1979.4310076.
 */
export function otsuThreshold(counts: Uint32Array): number {
  let total = 0;
  let totalSum = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    total += counts[bin];
    totalSum += counts[bin] * bin;
  }
  if (total === 0) throw new ArgosyError("invalid_argument", "the histogram holds no pixel", { details: { bins: counts.length } });
  let best = 0;
  let bestVariance = -1;
  let lower = 0;
  let lowerSum = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    lower += counts[bin];
    lowerSum += counts[bin] * bin;
    if (lower === 0) continue;
    const upper = total - lower;
    // The split above the last occupied bin has no upper class: it stands only where there is no other.
    if (upper === 0) return bestVariance < 0 ? bin : best;
    const distance = (totalSum - lowerSum) / upper - lowerSum / lower;
    const variance = lower * upper * distance * distance;
    if (variance > bestVariance) {
      bestVariance = variance;
      best = bin;
    }
  }
  return best;
}
