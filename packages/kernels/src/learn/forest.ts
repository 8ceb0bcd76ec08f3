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
  const { featureCount, classCount, leaves, treeStarts } = forest;
  const n = features.length / featureCount;
  if (!Number.isInteger(n)) throw new RangeError(`${features.length} values are no rows of ${featureCount}`);
  const trees = treeStarts.length - 1;
  const sums = new Float64Array(n * classCount);
  const whole = wholeRows(features, featureCount, n);
  const nodes = new Int32Array(LANES);
  const rows = new Int32Array(LANES);
  const add = (row: number, leaf: number): void => {
    const [to, from] = [row * classCount, leaf * classCount];
    for (let c = 0; c < classCount; c++) sums[to + c] += leaves[from + c];
  };
  // A few rows go through several trees at once, many rows side by side through one tree.
  if (n < LANES)
    for (let row = 0; row < n; row++)
      for (let tree = 0; tree < trees; tree += LANES) {
        const count = Math.min(LANES, trees - tree);
        for (let k = 0; k < LANES; k++) {
          nodes[k] = treeStarts[tree + (k < count ? k : 0)];
          rows[k] = row * featureCount;
        }
        if (whole[row] === 1) descend(forest, features, nodes, rows);
        for (let k = 0; k < count; k++)
          add(row, whole[row] === 1 ? forest.next[nodes[k]] : findLeaf(forest, tree + k, features, row * featureCount));
      }
  else
    for (let tree = 0; tree < trees; tree++)
      for (let first = 0; first < n; first += LANES) {
        const count = Math.min(LANES, n - first);
        for (let k = 0; k < LANES; k++) {
          nodes[k] = treeStarts[tree];
          rows[k] = (first + (k < count ? k : 0)) * featureCount;
        }
        descend(forest, features, nodes, rows);
        for (let row = first; row < first + count; row++)
          add(row, whole[row] === 1 ? forest.next[nodes[row - first]] : findLeaf(forest, tree, features, row * featureCount));
      }
  return Float32Array.from(sums, (sum) => sum / trees);
}

/** So many ways down are gone at a time: one waits for memory while the others go on. */
const LANES = 8;

/** 1 for each row without a missing value. */
function wholeRows(features: Float32Array, featureCount: number, n: number): Uint8Array {
  const whole = new Uint8Array(n).fill(1);
  for (let row = 0, i = 0; row < n; row++) for (let f = 0; f < featureCount; f++, i++) if (!Number.isFinite(features[i])) whole[row] = 0;
  return whole;
}

/**
 * Takes each node down to its leaf, for rows without a missing value; `rows` tells where their features begin.
 *
 * The next node is computed and not chosen: which way a row goes cannot be foreseen, and a wrong guess would cost more than the step.
 */
function descend({ feature, threshold, next }: Forest, features: Float32Array, nodes: Int32Array, rows: Int32Array): void {
  for (let moving = true; moving; ) {
    moving = false;
    for (let k = 0; k < LANES; k++) {
      const node = nodes[k];
      const looked = feature[node];
      if (looked < 0) continue;
      const left = Number(features[rows[k] + looked] <= threshold[node]);
      const right = next[node] | 0;
      nodes[k] = right ^ ((right ^ (node + 1)) & -left);
      moving = true;
    }
  }
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
