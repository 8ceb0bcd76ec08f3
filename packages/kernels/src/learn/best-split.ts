import type { FeatureRanks } from "./feature-ranks.ts";

/** What a tree is grown from. */
export interface TrainingSet {
  readonly ranked: FeatureRanks;
  /** `[n]` */
  readonly classes: Uint16Array;
  readonly classCount: number;
  /** `[n]` how often each row was drawn for this tree: what it weighs. */
  readonly draws: Uint32Array;
  /** Fewest different rows in a leaf. */
  readonly minLeaf: number;
}

/** A way to part the rows of a node by one feature. */
export interface Split {
  readonly feature: number;
  /** Rows with a rank of at most `lower` go left, those of at least `upper` right; 0 means there are none on that side but missing ones. */
  readonly lower: number;
  readonly upper: number;
  readonly missingLeft: boolean;
  /** Sum of squared class weights divided by the weight, added over both sides: the greater, the purer. */
  readonly purity: number;
}

/** Room that is reused from node to node. */
export interface SplitScratch {
  readonly keys: Uint32Array;
  readonly places: Uint32Array;
  /** The rows of the node by ascending rank, and the rank of each. */
  readonly sortedRows: Uint32Array;
  readonly sortedRanks: Uint16Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Room for nodes of up to `n` rows. */
export function createScratch(n: number, classCount: number): SplitScratch {
  return {
    keys: new Uint32Array(n),
    places: new Uint32Array(65537),
    sortedRows: new Uint32Array(n),
    sortedRanks: new Uint16Array(n),
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
  const { sortedRanks } = scratch;
  const m = rows.length;
  sortRows(set, rows, feature, scratch);
  if (sortedRanks[0] === sortedRanks[m - 1]) return undefined;
  let missing = 0;
  while (sortedRanks[missing] === 0) missing++;
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
  { sortedRows, sortedRanks, left, right }: SplitScratch,
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
    const c = set.classes[sortedRows[i]];
    const weight = set.draws[sortedRows[i]];
    leftSquares += weight * (2 * left[c] + weight);
    rightSquares -= weight * (2 * right[c] - weight);
    left[c] += weight;
    right[c] -= weight;
    leftWeight += weight;
    rightWeight -= weight;
    const rank = sortedRanks[i];
    const after = i + 1 < m ? sortedRanks[i + 1] : 0;
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

/** Up to this number of rows insertion wins: most nodes are small. */
const SMALL = 40;

/**
 * Put the rows into ascending order of rank: by counting, or, where the ranks are many more than the rows, by comparing keys of rank
 * and place. There are at most 65,536 ranks, so the place fits its 16 bits.
 */
function sortRows({ ranked }: TrainingSet, rows: Uint32Array, feature: number, scratch: SplitScratch): void {
  const { ranks, n, high } = ranked;
  const { keys, sortedRows, sortedRanks } = scratch;
  const m = rows.length;
  const base = feature * n;
  if (m > SMALL && high[feature].length <= 4 * m) {
    sortByCounting(ranks.subarray(base, base + n), rows, high[feature].length, scratch);
    return;
  }
  for (let i = 0; i < m; i++) keys[i] = ranks[base + rows[i]] * 65536 + i;
  if (m > SMALL) keys.subarray(0, m).sort();
  else sortByInsertion(keys, m);
  for (let i = 0; i < m; i++) {
    sortedRows[i] = rows[keys[i] & 65535];
    sortedRanks[i] = keys[i] >>> 16;
  }
}

function sortByCounting(ranks: Uint16Array, rows: Uint32Array, count: number, { places, sortedRows, sortedRanks }: SplitScratch): void {
  places.fill(0, 0, count + 1);
  for (let i = 0; i < rows.length; i++) places[ranks[rows[i]] + 1]++;
  for (let rank = 1; rank < count; rank++) places[rank + 1] += places[rank];
  for (let i = 0; i < rows.length; i++) {
    const rank = ranks[rows[i]];
    const at = places[rank]++;
    sortedRows[at] = rows[i];
    sortedRanks[at] = rank;
  }
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
