import type { FeatureRanks } from "./feature-ranks.ts";

/** What a tree is grown from; shared by all trees of a forest. */
export interface TrainingSet {
  readonly ranked: FeatureRanks;
  /** `[n]` */
  readonly classes: Uint16Array;
  readonly classCount: number;
  /** `[classCount]` what one row of each class weighs. */
  readonly weights: Float64Array;
  /** Fewest rows in a leaf. */
  readonly minLeaf: number;
}

/** A way to part the rows of a node by one feature. */
export interface Split {
  readonly feature: number;
  /** Rows with a rank of at most `lower` go left, those of at least `upper` right; 0 means there are none on that side but missing ones. */
  readonly lower: number;
  readonly upper: number;
  readonly missingLeft: boolean;
  /** Sum of squared class weights over the weight, added over both sides: the greater, the purer. */
  readonly purity: number;
}

/** Room that is reused from node to node. */
export interface SplitScratch {
  readonly keys: Uint32Array;
  readonly unsorted: Uint32Array;
  readonly places: Uint32Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Room for nodes of up to `n` rows. */
export function createScratch(n: number, classCount: number): SplitScratch {
  return {
    keys: new Uint32Array(n),
    unsorted: new Uint32Array(n),
    places: new Uint32Array(65537),
    left: new Float64Array(classCount),
    right: new Float64Array(classCount),
  };
}

/**
 * The best split of `rows` by one feature under Gini's impurity, or `undefined` when the feature has one value only or every split
 * leaves fewer rows than allowed on one side.
 *
 * Rows without a value are tried on both sides. Of equal splits the one with the lowest rank wins, missing to the right first.
 */
export function bestSplit(
  set: TrainingSet,
  rows: Uint32Array,
  total: Float64Array,
  feature: number,
  scratch: SplitScratch,
): Split | undefined {
  const { keys } = scratch;
  const m = rows.length;
  readKeys(set, rows, feature, scratch);
  if (keys[0] >>> 16 === keys[m - 1] >>> 16) return undefined;
  let missing = 0;
  while (keys[missing] >>> 16 === 0) missing++;
  const right = scanSplits(set, m, missing, total, feature, scratch, false);
  if (missing === 0) return right;
  const left = scanSplits(set, m, missing, total, feature, scratch, true);
  return left !== undefined && (right === undefined || left.purity > right.purity) ? left : right;
}

function scanSplits(
  set: TrainingSet,
  m: number,
  missing: number,
  total: Float64Array,
  feature: number,
  { keys, left, right }: SplitScratch,
  missingLeft: boolean,
): Split | undefined {
  left.fill(0);
  right.set(total);
  let leftWeight = 0;
  let leftSquares = 0;
  let rightWeight = 0;
  let rightSquares = 0;
  for (const weight of total) {
    rightWeight += weight;
    rightSquares += weight * weight;
  }
  let purity = Number.NEGATIVE_INFINITY;
  let lower = 0;
  let upper = 0;
  for (let i = missingLeft ? 0 : missing; i < m; i++) {
    const c = keys[i] & 65535;
    const weight = set.weights[c];
    leftSquares += weight * (2 * left[c] + weight);
    rightSquares -= weight * (2 * right[c] - weight);
    left[c] += weight;
    right[c] -= weight;
    leftWeight += weight;
    rightWeight -= weight;
    const rank = keys[i] >>> 16;
    const after = i + 1 < m ? keys[i + 1] >>> 16 : 0;
    if (rank === after || rank === 0) continue;
    const leftRows = i + 1 - (missingLeft ? 0 : missing);
    if (leftRows < set.minLeaf || m - leftRows < set.minLeaf || m === leftRows) continue;
    const found = leftSquares / leftWeight + rightSquares / rightWeight;
    if (found > purity) {
      purity = found;
      lower = rank;
      upper = after;
    }
  }
  return purity === Number.NEGATIVE_INFINITY ? undefined : { feature, lower, upper, missingLeft, purity };
}

/** Put the ranks and classes of the rows into ascending order of rank. */
function readKeys(set: TrainingSet, rows: Uint32Array, feature: number, scratch: SplitScratch): void {
  const { ranks, n, high } = set.ranked;
  const m = rows.length;
  const base = feature * n;
  const count = high[feature].length;
  const counting = m > SMALL && count <= 4 * m;
  const keys = counting ? scratch.unsorted : scratch.keys;
  for (let i = 0; i < m; i++) keys[i] = ranks[base + rows[i]] * 65536 + set.classes[rows[i]];
  if (counting) sortByCounting(scratch, m, count);
  else if (m > SMALL) keys.subarray(0, m).sort();
  else sortByInsertion(keys, m);
}

/** Up to this number of rows insertion wins: most nodes are small. */
const SMALL = 40;

function sortByCounting({ unsorted, keys, places }: SplitScratch, m: number, count: number): void {
  places.fill(0, 0, count + 1);
  for (let i = 0; i < m; i++) places[(unsorted[i] >>> 16) + 1]++;
  for (let rank = 1; rank < count; rank++) places[rank + 1] += places[rank];
  for (let i = 0; i < m; i++) keys[places[unsorted[i] >>> 16]++] = unsorted[i];
}

function sortByInsertion(keys: Uint32Array, m: number): void {
  for (let i = 1; i < m; i++) {
    const key = keys[i];
    let j = i - 1;
    while (j >= 0 && keys[j] > key) {
      keys[j + 1] = keys[j];
      j--;
    }
    keys[j + 1] = key;
  }
}
