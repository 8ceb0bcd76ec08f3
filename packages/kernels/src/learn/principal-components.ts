import { ArgosyError } from "@argosy/core";
import { eigenOfSymmetric } from "./symmetric-eigen.ts";

/** Rows of numbers: `[n][f]`, row-major. */
export interface Rows {
  readonly values: ArrayLike<number>;
  readonly n: number;
  readonly f: number;
}

/** The main directions of a cloud of rows. */
export interface PrincipalComponents {
  /** `[f]` mean of each feature. */
  readonly mean: Float64Array;
  /** `[count][f]` unit vectors at right angles; the entry of greatest size in each is positive. */
  readonly components: Float64Array;
  /** `[count]` variance along each component (divided by n - 1), falling. */
  readonly variances: Float64Array;
  /** `[count]` the same as a share of the whole variance; NaN when there is none. */
  readonly ratios: Float64Array;
}

/**
 * Principal components of rows of features.
 *
 * @param rows - `[n][f]`, at least 2 rows of finite values; not changed. Without any spread the ratios are NaN.
 * @param count - How many components, 1 to min(n, f).
 * @throws {ArgosyError} `invalid_argument` for too few rows, a count out of range, or a value that is not finite.
 *
 * Time O(n f^2 + f^3). As scikit-learn's `PCA` but for the sign of a component, which is free.
 *
 * Source: I. T. Jolliffe (2002), Principal component analysis, Springer, doi:10.1007/b98835.
 */
export function principalComponents({ values, n, f }: Rows, count: number): PrincipalComponents {
  if (n < 2 || f < 1 || values.length !== n * f || !Number.isInteger(count) || count < 1 || count > Math.min(n, f))
    throw new ArgosyError("invalid_argument", "the rows do not allow so many components", {
      details: { n, f, count, length: values.length },
    });
  const mean = new Float64Array(f);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new ArgosyError("invalid_argument", "a value is not finite", { details: { index: i } });
    mean[i % f] += values[i] / n;
  }
  const covariance = covarianceOf({ values, n, f }, mean);
  let total = 0;
  for (let i = 0; i < f; i++) total += covariance[i * f + i];
  const { values: eigenvalues, vectors } = eigenOfSymmetric(covariance, f);
  const variances = eigenvalues.slice(0, count).map((value) => Math.max(value, 0));
  const components = vectors.slice(0, count * f);
  for (let c = 0; c < count; c++) turnPositive(components.subarray(c * f, (c + 1) * f));
  return { mean, components, variances, ratios: variances.map((value) => value / total) };
}

/**
 * Where rows lie along principal components.
 *
 * @returns `[n][count]`.
 * @throws {ArgosyError} `invalid_argument` when the rows have another number of features.
 *
 * Time O(n f count). As scikit-learn's `PCA.transform`.
 */
export function projectRows({ values, n, f }: Rows, { mean, components }: PrincipalComponents): Float64Array {
  if (mean.length !== f || values.length !== n * f)
    throw new ArgosyError("invalid_argument", "the rows have another number of features", { details: { f, expected: mean.length } });
  const count = components.length / f;
  const scores = new Float64Array(n * count);
  for (let row = 0; row < n; row++)
    for (let c = 0; c < count; c++) {
      let sum = 0;
      for (let i = 0; i < f; i++) sum += (values[row * f + i] - mean[i]) * components[c * f + i];
      scores[row * count + c] = sum;
    }
  return scores;
}

function covarianceOf({ values, n, f }: Rows, mean: Float64Array): Float64Array {
  const covariance = new Float64Array(f * f);
  const apart = new Float64Array(f);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < f; i++) apart[i] = values[row * f + i] - mean[i];
    for (let i = 0; i < f; i++) for (let j = i; j < f; j++) covariance[i * f + j] += (apart[i] * apart[j]) / (n - 1);
  }
  for (let i = 0; i < f; i++) for (let j = 0; j < i; j++) covariance[i * f + j] = covariance[j * f + i];
  return covariance;
}

function turnPositive(vector: Float64Array): void {
  let greatest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(greatest)) greatest = value;
  if (greatest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -vector[i];
}
