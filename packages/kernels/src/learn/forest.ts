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
 * The probability of each class for each row: the mean over the trees of the shares in the leaf that the row ends in.
 *
 * @param features - `[n][featureCount]`, row-major. Values that are not finite count as missing.
 * @returns `[n][classCount]`, each row adding up to 1.
 * @throws {RangeError} when the length of `features` is no multiple of the number of features.
 *
 * Time O(n x trees x depth).
 */
export function predictForest(forest: Forest, features: Float32Array): Float32Array {
  const { featureCount, classCount, leaves } = forest;
  const n = features.length / featureCount;
  if (!Number.isInteger(n)) throw new RangeError(`${features.length} values are no rows of ${featureCount}`);
  const trees = forest.treeStarts.length - 1;
  const sums = new Float64Array(n * classCount);
  for (let tree = 0; tree < trees; tree++) {
    for (let row = 0; row < n; row++) {
      const leaf = findLeaf(forest, tree, features, row * featureCount) * classCount;
      for (let c = 0; c < classCount; c++) sums[row * classCount + c] += leaves[leaf + c];
    }
  }
  return Float32Array.from(sums, (sum) => sum / trees);
}

/** The class of the greatest probability in each row; the lowest of several. A row of NaN has class 65535: none. */
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
