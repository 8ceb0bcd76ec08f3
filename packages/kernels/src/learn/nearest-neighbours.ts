import { ArgosyError } from "@argosy/core";
import type { Rows } from "./principal-components.ts";

/** Rows whose class is known. */
export interface KnownRows extends Rows {
  /** `[n]` class of each row, 0 to `classCount - 1`. */
  readonly classes: Uint16Array;
  readonly classCount: number;
}

/**
 * For each row the share of each class among its k nearest known rows, by Euclidean distance.
 *
 * Of equally near rows the earlier ones count. Scale the features first: the widest one decides otherwise.
 *
 * @param known - `[n][f]` finite values; not changed.
 * @param rows - `[m][f]` finite values; not changed.
 * @param k - 1 to n.
 * @returns `[m][classCount]`, each row adding up to 1.
 * @throws {ArgosyError} `invalid_argument` when the features differ, k or a class is out of range, or a value is not finite.
 *
 * Time O(m n (f + k)). As scikit-learn's `KNeighborsClassifier` with equal weights.
 *
 * Source: T. Cover, P. Hart (1967), IEEE Trans. Inf. Theory 13(1), 21-27, doi:10.1109/TIT.1967.1053964.
 */
export function nearestClasses(known: KnownRows, rows: Rows, k: number): Float64Array {
  const { n, f, classes, classCount } = known;
  if (rows.f !== f || rows.values.length !== rows.n * f || known.values.length !== n * f || classes.length !== n)
    throw new ArgosyError("invalid_argument", "the rows have another number of features", { details: { f, expected: rows.f } });
  if (!(Number.isInteger(k) && k >= 1 && k <= n)) throw new ArgosyError("invalid_argument", "k is out of range", { details: { k, n } });
  for (const values of [known.values, rows.values])
    for (let i = 0; i < values.length; i++)
      if (!Number.isFinite(values[i])) throw new ArgosyError("invalid_argument", "a value is not finite", { details: { index: i } });
  if (classes.some((one) => one >= classCount))
    throw new ArgosyError("invalid_argument", "a class is out of range", { details: { classCount } });
  const shares = new Float64Array(rows.n * classCount);
  const near = new Float64Array(k);
  const who = new Int32Array(k);
  for (let row = 0; row < rows.n; row++) {
    let found = 0;
    for (let other = 0; other < n; other++) {
      let distance = 0;
      for (let i = 0; i < f; i++) distance += (rows.values[row * f + i] - known.values[other * f + i]) ** 2;
      if (found === k && distance >= near[k - 1]) continue;
      let at = found < k ? found++ : k - 1;
      for (; at > 0 && near[at - 1] > distance; at--) {
        near[at] = near[at - 1];
        who[at] = who[at - 1];
      }
      near[at] = distance;
      who[at] = other;
    }
    for (const other of who) shares[row * classCount + classes[other]] += 1 / k;
  }
  return shares;
}
