import { ArgosyError } from "@argosy/core";

/**
 * Triangle threshold of a histogram with one tall peak: the bin farthest below the line from the peak to the end of its longer tail.
 *
 * The peak is the first highest bin. Where both tails are equally long the lower one is taken; among equally far bins the one nearest
 * to the end of the tail.
 *
 * @param counts - `[n]` number of pixels in each bin; n >= 1.
 * @returns Bin index `t`; a pixel belongs to the upper class when its bin is `> t`. A single occupied bin is returned itself.
 * @throws {ArgosyError} `invalid_argument` when the histogram holds no pixel.
 *
 * Time O(n).
 *
 * Source: G. W. Zack, W. E. Rogers, S. A. Latt (1977), J. Histochem. Cytochem. 25(7), 741-753, doi:10.1177/25.7.70454;
 * conventions of scikit-image's threshold_triangle.
 */
export function triangleThreshold(counts: Uint32Array): number {
  let low = -1;
  let high = -1;
  let peak = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] === 0) continue;
    if (low < 0) low = bin;
    high = bin;
    if (counts[bin] > counts[peak]) peak = bin;
  }
  if (low < 0) throw new ArgosyError("invalid_argument", "the histogram holds no pixel", { details: { bins: counts.length } });
  if (low === high) return low;
  const upwards = peak - low >= high - peak;
  const end = upwards ? low : high;
  const step = upwards ? 1 : -1;
  const width = Math.abs(peak - end);
  let best = end;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let x = 0, bin = end; x < width; x++, bin += step) {
    const distance = counts[peak] * x - width * counts[bin];
    if (distance > farthest) {
      farthest = distance;
      best = bin;
    }
  }
  return best;
}
