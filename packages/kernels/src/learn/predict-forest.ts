import type { Descent } from "./descend-forest.ts";
import { findLeaves, openDescent } from "./descend-forest.ts";
import { openDescentSimd } from "./descend-simd.ts";
import type { Forest } from "./forest.ts";
import { findLeaf } from "./forest.ts";
import type { PackedForest } from "./pack-forest.ts";
import { LANES, packForest, readLeaf } from "./pack-forest.ts";

/** So many values of rows go through all trees before the next ones: they stay near the processor. */
const BLOCK = 2 ** 17;

/**
 * The probability of each class for each row: the mean over the trees of the shares in the leaf that the row ends in.
 *
 * @param forest - Packed by {@link packForest} where it is asked often; otherwise that is done here, each time.
 * @param features - `[n][featureCount]`, row-major. Values that are not finite count as missing.
 * @returns `[n][classCount]`, each row adding up to 1.
 * @throws {RangeError} when the length of `features` is no multiple of the number of features.
 *
 * Time O(n x trees x depth), and O(nodes) for a forest that is not packed. As scikit-learn's `RandomForestClassifier.predict_proba`.
 */
export function predictForest(forest: Forest | PackedForest, features: Float32Array): Float32Array {
  const packed = "words" in forest ? forest : packForest(forest);
  const { featureCount, classCount, treeStarts } = packed.forest;
  const n = features.length / featureCount;
  if (!Number.isInteger(n)) throw new RangeError(`${features.length} values are no rows of ${featureCount}`);
  const sums = new Float64Array(n * classCount);
  const whole = wholeRows(packed, features, n);
  const votes = { packed, features, sums };
  if (n < LANES) {
    for (let row = 0; row < n; row++) if (whole[row] === 1) throughTrees(votes, row);
  } else if (packed.words.length > 0) throughRows(votes, whole);
  for (let row = 0; row < n; row++) if (whole[row] === 0) alone(votes, row);
  const trees = treeStarts.length - 1;
  const shares = new Float32Array(sums.length);
  for (let i = 0; i < shares.length; i++) shares[i] = sums[i] / trees;
  return shares;
}

interface Votes {
  readonly packed: PackedForest;
  readonly features: Float32Array;
  readonly sums: Float64Array;
}

/** 1 for each row that can go down the packed forest: none of its values is missing. */
function wholeRows({ forest: { featureCount }, words }: PackedForest, features: Float32Array, n: number): Uint8Array {
  const whole = new Uint8Array(n);
  if (words.length === 0) return whole;
  for (let row = 0, i = 0; row < n; row++) {
    // What is not finite makes a sum of zeros NaN.
    let sum = 0;
    for (let f = 0; f < featureCount; f++, i++) sum += 0 * features[i];
    if (sum === 0) whole[row] = 1;
  }
  return whole;
}

/** One row through all trees, several of them side by side. */
function throughTrees(votes: Votes, row: number): void {
  const { packed, features } = votes;
  const { featureCount, treeStarts } = packed.forest;
  const trees = treeStarts.length - 1;
  const block = new Float32Array(featureCount * LANES);
  for (let i = 0; i < block.length; i++) block[i] = features[row * featureCount + Math.floor(i / LANES)];
  const places = new Int32Array(LANES);
  for (let tree = 0; tree < trees; tree += LANES) {
    const count = Math.min(LANES, trees - tree);
    for (let k = 0; k < LANES; k++) places[k] = 2 * treeStarts[tree + (k < count ? k : 0)];
    findLeaves(packed, block, 0, places);
    for (let k = 0; k < count; k++) addLeaf(votes, row, packed.words[places[k]]);
  }
}

/** All rows, block by block through one tree after the other. */
function throughRows(votes: Votes, whole: Uint8Array): void {
  const { forest } = votes.packed;
  const most = Math.max(1, Math.floor(BLOCK / (LANES * forest.featureCount)));
  const descent = openDescentSimd(votes.packed, most) ?? openDescent(votes.packed, most);
  for (let from = 0; from < whole.length; from += most * LANES) {
    const to = Math.min(whole.length, from + most * LANES);
    fillBlock(votes, descent, from, to);
    for (let tree = 0; tree + 1 < forest.treeStarts.length; tree++) {
      descent.descend(tree, Math.ceil((to - from) / LANES));
      for (let row = from; row < to; row++) if (whole[row] === 1) addLeaf(votes, row, descent.ends[row - from]);
    }
  }
}

/** Lays the rows `from..to - 1` out side by side. */
function fillBlock({ packed: { forest }, features }: Votes, { block }: Descent, from: number, to: number): void {
  const { featureCount } = forest;
  for (let row = from; row < to; row++) {
    const lane = (row - from) % LANES;
    const at = (row - from - lane) * featureCount + lane;
    for (let f = 0; f < featureCount; f++) block[at + f * LANES] = features[row * featureCount + f];
  }
}

function addLeaf({ packed, sums }: Votes, row: number, word: number): void {
  const { classCount, leaves } = packed.forest;
  const leaf = readLeaf(word);
  const to = row * classCount;
  if (leaf >= 0) sums[to + leaf] += 1;
  else for (let c = 0, from = (-1 - leaf) * classCount; c < classCount; c++) sums[to + c] += leaves[from + c];
}

/** A row with missing values, or through a forest that is not packed. */
function alone({ packed: { forest }, features, sums }: Votes, row: number): void {
  const { classCount, featureCount, leaves, treeStarts } = forest;
  for (let tree = 0; tree + 1 < treeStarts.length; tree++) {
    const from = findLeaf(forest, tree, features, row * featureCount) * classCount;
    for (let c = 0; c < classCount; c++) sums[row * classCount + c] += leaves[from + c];
  }
}
