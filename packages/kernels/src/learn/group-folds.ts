import { refusal } from "@argosy/core";

/**
 * Deal rows into k folds so that rows of one group stay together: what is tried was then never seen in training, not even a sister of it.
 *
 * The largest group goes first (of equal ones the lower number), each to the fold with the fewest rows so far (of equal ones the first).
 *
 * @param groups - `[n]` the group of each row, such as its sample or image; not changed.
 * @returns `[n]` the fold of each row, 0 to k - 1.
 * @throws {ArgosyError} `PARAM_INVALID` when k is not a whole number from 2 to 65535, or there are fewer groups than folds.
 *
 * Time O(n + groups (k + log groups)). As scikit-learn's `GroupKFold`, but for the order of equal groups.
 */
export function groupFolds(groups: Uint32Array, k: number): Uint16Array {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (!Number.isInteger(k) || k < 2 || k > 65535 || k > sizes.size)
    throw refusal("PARAM_INVALID", "k is out of range", { name: "k", value: k, groups: sizes.size });
  const filled = new Float64Array(k);
  const folds = new Map<number, number>();
  for (const [group, size] of Array.from(sizes).sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const fold = filled.indexOf(Math.min(...filled));
    filled[fold] += size;
    folds.set(group, fold);
  }
  return Uint16Array.from(groups, (group) => folds.get(group)!);
}
