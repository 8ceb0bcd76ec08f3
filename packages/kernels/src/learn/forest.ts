/**
 * A random forest as plain data: what training gives, prediction takes and a file holds.
 *
 * The nodes of all trees lie one after another, each tree in preorder: tree `t` is `treeStarts[t]..treeStarts[t + 1] - 1`, its
 * first node is the root, and the left child of an inner node `i` is `i + 1`.
 */
export interface Forest {
  readonly featureCount: number;
  readonly classCount: number;
  /** `[trees + 1]` */
  readonly treeStarts: Uint32Array;
  /** `[nodes]` the feature that an inner node looks at, or -1 for a leaf. */
  readonly feature: Int32Array;
  /** `[nodes]` a row goes left when its value is at most this; 0 in a leaf. */
  readonly threshold: Float64Array;
  /** `[nodes]` 1 where a row without a value goes left. */
  readonly missingLeft: Uint8Array;
  /** `[nodes]` the right child of an inner node; the row of `leaves` of a leaf. */
  readonly next: Uint32Array;
  /** `[leaves][classCount]` share of each class. */
  readonly leaves: Float32Array;
}

/** The row of `leaves` that a row of features ends in. `at` is where the row begins in `features`. */
export function findLeaf(forest: Forest, tree: number, features: Float32Array, at: number): number {
  const { feature, threshold, missingLeft, next } = forest;
  let node = forest.treeStarts[tree];
  while (feature[node] >= 0) {
    const value = features[at + feature[node]];
    const left = Number.isFinite(value) ? value <= threshold[node] : missingLeft[node] === 1;
    node = left ? node + 1 : next[node];
  }
  return next[node];
}

/**
 * The class of the greatest probability in each row; the lowest of several. A row of NaN has class 65535: none.
 *
 * @param probabilities - `[n][classCount]`; not changed.
 * @returns `[n]`; nothing for no row.
 *
 * Time O(n classCount). As numpy's `argmax`, but for NaN, which is passed over.
 */
export function mostProbableClass(probabilities: Float32Array, classCount: number): Uint16Array {
  return Uint16Array.from({ length: probabilities.length / classCount }, (_, row) => {
    let best = NO_CLASS;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classCount; c++) {
      if (probabilities[row * classCount + c] > most) {
        most = probabilities[row * classCount + c];
        best = c;
      }
    }
    return best;
  });
}

/** Stands for no class where a class is expected. */
export const NO_CLASS = 65535;
