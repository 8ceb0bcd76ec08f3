import type { Cooccurrence } from "./cooccurrence.ts";

/** What a co-occurrence matrix says of a texture, by the names of scikit-image's `graycoprops`. */
export interface CooccurrenceProperties {
  /** Mean squared difference of the two grey levels. */
  readonly contrast: number;
  /** Mean absolute difference. */
  readonly dissimilarity: number;
  /** Mean of 1 / (1 + difference^2). */
  readonly homogeneity: number;
  /** Sum of the squared shares (angular second moment). */
  readonly ASM: number;
  /** Square root of the angular second moment. */
  readonly energy: number;
  /** Correlation of the two levels, -1 to 1; 1 where one has no spread. */
  readonly correlation: number;
  /** Mean level. */
  readonly mean: number;
  readonly variance: number;
  readonly std: number;
  /** Entropy of the shares in nats. */
  readonly entropy: number;
}

/**
 * The properties of a co-occurrence matrix; all NaN for one without pairs.
 *
 * Time O(levels^2). As scikit-image's `graycoprops`.
 *
 * Source: R. M. Haralick, K. Shanmugam, I. Dinstein (1973), IEEE Trans. SMC 3(6), 610-621, doi:10.1109/TSMC.1973.4309314.
 */
export function cooccurrenceProperties({ levels, counts, total }: Cooccurrence): CooccurrenceProperties {
  let contrast = 0;
  let dissimilarity = 0;
  let homogeneity = 0;
  let squares = 0;
  let entropy = 0;
  let mean = 0;
  for (let i = 0, at = 0; i < levels; i++)
    for (let j = 0; j < levels; j++, at++) {
      const share = counts[at] / total;
      if (share === 0) continue;
      contrast += share * (i - j) * (i - j);
      dissimilarity += share * Math.abs(i - j);
      homogeneity += share / (1 + (i - j) * (i - j));
      squares += share * share;
      entropy -= share * Math.log(share);
      mean += share * i;
    }
  // With a symmetric matrix both levels have one mean and one variance.
  const { variance, covariance } = spread({ levels, counts, total }, mean);
  const correlation = Math.sqrt(variance) < 1e-15 ? 1 : covariance / variance;
  const values = { contrast, dissimilarity, homogeneity, ASM: squares, energy: Math.sqrt(squares), correlation, mean, variance };
  const all = { ...values, std: Math.sqrt(variance), entropy };
  return total > 0 ? all : (Object.fromEntries(Object.keys(all).map((name) => [name, Number.NaN])) as unknown as CooccurrenceProperties);
}

function spread({ levels, counts, total }: Cooccurrence, mean: number): { readonly variance: number; readonly covariance: number } {
  let variance = 0;
  let covariance = 0;
  for (let i = 0, at = 0; i < levels; i++)
    for (let j = 0; j < levels; j++, at++) {
      const share = counts[at] / total;
      variance += share * (i - mean) * (i - mean);
      covariance += share * (i - mean) * (j - mean);
    }
  return { variance, covariance };
}
