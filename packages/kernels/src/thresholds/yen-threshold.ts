import { occupiedBins } from "./occupied-bins.ts";

/**
 * Yen's threshold of a histogram: the split that maximises the correlation of the two sides.
 *
 * Of equally good splits the lowest is returned.
 *
 * @param counts - `[n]` number of pixels in each bin; n >= 1.
 * @returns Bin index `t`; a pixel belongs to the upper class when its bin is `> t`. A single occupied bin is returned itself.
 * @throws {ArgosyError} `invalid_argument` when the histogram holds no pixel.
 *
 * Time O(n).
 *
 * Source: J.-C. Yen, F.-J. Chang, S. Chang (1995), IEEE Trans. Image Process. 4(3), 370-378, doi:10.1109/83.366472.
 */
export function yenThreshold(counts: Uint32Array): number {
  const bins = occupiedBins(counts);
  let [total, upperSquares] = [0, 0];
  for (const bin of bins) {
    total += counts[bin];
    upperSquares += counts[bin] ** 2;
  }
  let [lower, lowerSquares, best, most] = [0, 0, bins[0], Number.NEGATIVE_INFINITY];
  for (let i = 0; i < bins.length - 1; i++) {
    const count = counts[bins[i]];
    lower += count;
    lowerSquares += count * count;
    upperSquares -= count * count;
    const share = lower / total;
    const criterion = 2 * Math.log(share * (1 - share)) - Math.log((lowerSquares / total ** 2) * (upperSquares / total ** 2));
    if (criterion > most) {
      most = criterion;
      best = bins[i];
    }
  }
  return best;
}
