/** The right half of a normalised, sampled Gaussian: `weights[j]` belongs to the distances -j and j. */
export function gaussianWeights(sigma: number, truncate: number): Float64Array {
  const weights = Float64Array.from({ length: Math.floor(truncate * sigma + 0.5) + 1 }, (_, j) => Math.exp(-(j * j) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + 2 * weight, -weights[0]);
  return weights.map((weight) => weight / sum);
}
