import type { Cooccurrence } from "./cooccurrence.ts";

/** The names of {@link haralickFeatures}, in their order. */
export const HARALICK_NAMES = [
  "angular_second_moment",
  "contrast",
  "correlation",
  "variance",
  "inverse_difference_moment",
  "sum_average",
  "sum_variance",
  "sum_entropy",
  "entropy",
  "difference_variance",
  "difference_entropy",
  "information_correlation_1",
  "information_correlation_2",
] as const;

/**
 * Haralick's thirteen features of a symmetric co-occurrence matrix.
 *
 * Logarithms are to base 2. Sum variance is taken about the sum average, as the paper meant; difference variance is that of the shares of the
 * differences 0, 1, 2, ... up to the largest level, as in mahotas, so it depends on the number of levels. Correlation is 1 where the levels have no
 * spread. A matrix without pairs gives NaN throughout.
 *
 * @returns `[13]` in the order of {@link HARALICK_NAMES}.
 *
 * Time O(levels^2). As mahotas' `haralick`, where the number of levels is the largest sample + 1.
 *
 * Source: R. M. Haralick, K. Shanmugam, I. Dinstein (1973), IEEE Trans. SMC 3(6), 610-621, doi:10.1109/TSMC.1973.4309314.
 */
export function haralickFeatures({ levels, counts, total }: Cooccurrence): Float64Array {
  const out = new Float64Array(HARALICK_NAMES.length);
  if (total === 0) return out.fill(Number.NaN);
  const margin = new Float64Array(levels);
  const sums = new Float64Array(2 * levels);
  const differences = new Float64Array(levels);
  let products = 0;
  let entropy = 0;
  for (let i = 0, at = 0; i < levels; i++)
    for (let j = 0; j < levels; j++, at++) {
      if (counts[at] === 0) continue;
      const share = counts[at] / total;
      margin[i] += share;
      sums[i + j] += share;
      differences[Math.abs(i - j)] += share;
      products += share * i * j;
      entropy -= share * Math.log2(share);
      out[0] += share * share;
      out[4] += share / (1 + (i - j) * (i - j));
    }
  const mean = moment(margin, 1);
  const variance = moment(margin, 2) - mean * mean;
  const sumAverage = moment(sums, 1);
  out[1] = moment(differences, 2);
  out[2] = variance > 0 ? (products - mean * mean) / variance : 1;
  out[3] = variance;
  out[5] = sumAverage;
  out[6] = moment(sums, 2) - sumAverage * sumAverage;
  out[7] = entropyOf(sums);
  out[8] = entropy;
  out[9] = varianceOf(differences);
  out[10] = entropyOf(differences);
  const alone = entropyOf(margin);
  // For a symmetric matrix the entropy under independence is twice the one of its margin, in both of Haralick's forms.
  out[11] = alone === 0 ? entropy - 2 * alone : (entropy - 2 * alone) / alone;
  out[12] = Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (2 * alone - entropy))));
  return out;
}

function moment(shares: Float64Array, order: 1 | 2): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += shares[i] * (order === 1 ? i : i * i);
  return sum;
}

function entropyOf(shares: Float64Array): number {
  let bits = 0;
  for (const share of shares) if (share > 0) bits -= share * Math.log2(share);
  return bits;
}

/** Variance of the shares themselves, divided by their number. */
function varianceOf(shares: Float64Array): number {
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
  let sum = 0;
  for (const share of shares) sum += (share - mean) * (share - mean);
  return sum / shares.length;
}
