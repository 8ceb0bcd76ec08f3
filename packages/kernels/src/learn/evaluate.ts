import { refusal } from "@argosy/core";
import { NO_CLASS } from "./forest.ts";
import { randomSource, shuffle } from "./random.ts";

/**
 * How often each class was taken for each.
 *
 * @param actual - `[n]` true classes.
 * @param predicted - `[n]`; rows with {@link NO_CLASS} in either are left out.
 * @returns `[classCount][classCount]`, row = true class, column = predicted class.
 *
 * Time O(n). As scikit-learn's `confusion_matrix`.
 */
export function confusionMatrix(actual: Uint16Array, predicted: Uint16Array, classCount: number): Uint32Array {
  const matrix = new Uint32Array(classCount * classCount);
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] !== NO_CLASS && predicted[i] !== NO_CLASS) matrix[actual[i] * classCount + predicted[i]]++;
  }
  return matrix;
}

/**
 * Share of the rows on the diagonal of a confusion matrix; NaN without rows.
 *
 * @param matrix - `[classCount][classCount]`, as {@link confusionMatrix} counts it; not changed.
 *
 * Time O(classes^2). As scikit-learn's `accuracy_score`.
 */
export function accuracy(matrix: Uint32Array, classCount: number): number {
  let right = 0;
  let all = 0;
  for (let i = 0; i < matrix.length; i++) {
    all += matrix[i];
    if (i % (classCount + 1) === 0) right += matrix[i];
  }
  return right / all;
}

/**
 * `[classCount]` share of each class's rows that were recognised; NaN for a class without rows.
 *
 * @param matrix - `[classCount][classCount]`, as {@link confusionMatrix} counts it; not changed.
 *
 * Time O(classes^2). As scikit-learn's `recall_score` of each class, which has 0 instead of NaN.
 */
export function recalls(matrix: Uint32Array, classCount: number): Float64Array {
  return Float64Array.from({ length: classCount }, (_, c) => {
    let rows = 0;
    for (let p = 0; p < classCount; p++) rows += matrix[c * classCount + p];
    return matrix[c * classCount + c] / rows;
  });
}

/**
 * Mean of the recalls of the classes that have rows; NaN when none has.
 *
 * @param matrix - `[classCount][classCount]`, as {@link confusionMatrix} counts it; not changed.
 *
 * Time O(classes^2). As scikit-learn's `balanced_accuracy_score`.
 */
export function balancedAccuracy(matrix: Uint32Array, classCount: number): number {
  const known = recalls(matrix, classCount).filter((value) => !Number.isNaN(value));
  let sum = 0;
  for (const value of known) sum += value;
  return sum / known.length;
}

/**
 * Deal the rows into k folds so that every fold has nearly the same number of each class.
 *
 * The rows of each class are shuffled and dealt in turn; the next class goes on where the one before ended, so the folds differ by
 * at most one row.
 *
 * @param classes - `[n]` class of each row; not changed. A class of fewer rows than folds is missing in some.
 * @returns `[n]` the fold of each row, 0 to k - 1.
 * @throws {ArgosyError} `PARAM_INVALID` when k is not a whole number from 2 to 65535.
 *
 * Time O(n classes). As scikit-learn's `StratifiedKFold` in how many rows of each class a fold has; which ones is drawn.
 */
export function stratifiedFolds(classes: Uint16Array, k: number, seed: number): Uint16Array {
  if (!Number.isInteger(k) || k < 2 || k > 65535) throw refusal("PARAM_INVALID", "k is out of range", { name: "k", value: k });
  const random = randomSource(seed);
  const folds = new Uint16Array(classes.length);
  let dealt = 0;
  for (const value of Array.from(new Set(classes)).sort((a, b) => a - b)) {
    const rows = Uint32Array.from(Array.from(classes.keys()).filter((row) => classes[row] === value));
    shuffle(rows, random);
    for (const row of rows) folds[row] = dealt++ % k;
  }
  return folds;
}
