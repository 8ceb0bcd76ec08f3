import { ArgosyError } from "@argosy/core";
import type { Rows } from "./principal-components.ts";

/** What takes each feature to mean 0 and variance 1. */
export interface FeatureScale {
  /** `[f]` */
  readonly mean: Float64Array;
  /** `[f]` standard deviation (divided by n); 1 for a feature without spread or without values. */
  readonly deviation: Float64Array;
}

/**
 * Mean and spread of each feature; values that are not finite take no part.
 *
 * @param rows - `[n][f]`; not changed.
 * @throws {ArgosyError} `invalid_argument` when the length is no n x f, or there is no row or feature.
 *
 * Time O(n f). As scikit-learn's `StandardScaler`.
 */
export function measureScale({ values, n, f }: Rows): FeatureScale {
  if (n < 1 || f < 1 || values.length !== n * f)
    throw new ArgosyError("invalid_argument", "the values are no rows of features", { details: { n, f, length: values.length } });
  const mean = new Float64Array(f);
  const deviation = new Float64Array(f);
  for (let i = 0; i < f; i++) {
    let [count, sum, squares] = [0, 0, 0];
    for (let at = i; at < values.length; at += f)
      if (Number.isFinite(values[at])) {
        count++;
        sum += values[at];
      }
    mean[i] = count === 0 ? 0 : sum / count;
    for (let at = i; at < values.length; at += f) if (Number.isFinite(values[at])) squares += (values[at] - mean[i]) ** 2;
    const spread = Math.sqrt(squares / count);
    // Rounding gives a constant a spread of its own, many orders below its size.
    deviation[i] = spread > 1e-15 * Math.abs(mean[i]) * Math.sqrt(count) ? spread : 1;
  }
  return { mean, deviation };
}

/**
 * Rows on a measured scale: (value - mean) / deviation. Values that are not finite become 0, the mean.
 *
 * @returns `[n][f]`.
 * @throws {ArgosyError} `invalid_argument` when the rows have another number of features.
 *
 * Time O(n f). As scikit-learn's `StandardScaler.transform`.
 */
export function scaleRows({ values, n, f }: Rows, { mean, deviation }: FeatureScale): Float64Array {
  if (mean.length !== f || values.length !== n * f)
    throw new ArgosyError("invalid_argument", "the rows have another number of features", { details: { f, expected: mean.length } });
  return Float64Array.from({ length: n * f }, (_, i) => (Number.isFinite(values[i]) ? (values[i] - mean[i % f]) / deviation[i % f] : 0));
}
