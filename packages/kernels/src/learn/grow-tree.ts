import type { Split, SplitScratch, TrainingSet } from "./best-split.ts";
import { bestSplit } from "./best-split.ts";
import { thresholdBetween } from "./feature-ranks.ts";
import type { RandomSource } from "./random.ts";

/** The growing lists of a forest's nodes. */
export interface GrowingForest {
  readonly feature: number[];
  readonly threshold: number[];
  readonly missingLeft: number[];
  readonly next: number[];
  readonly leaves: number[];
  /** `[features]` what each feature took from the impurity of the tree that is being grown. */
  readonly gains: Float64Array;
}

interface Branch {
  readonly from: number;
  readonly to: number;
  /** The node whose right child this is, or -1. */
  readonly rightOf: number;
}

/**
 * Grow one tree to its full depth and append it in preorder.
 *
 * @param rows - The different rows to learn from; reordered in place.
 * @param maxFeatures - How many features that are not constant are looked at in a node.
 */
export function growTree(
  forest: GrowingForest,
  set: TrainingSet,
  rows: Uint32Array,
  { maxFeatures, random, scratch }: { maxFeatures: number; random: RandomSource; scratch: SplitScratch },
): void {
  const order = Uint32Array.from({ length: set.ranked.featureCount }, (_, i) => i);
  const room = new Uint32Array(rows.length);
  const branches: Branch[] = [{ from: 0, to: rows.length, rightOf: -1 }];
  for (let branch = branches.pop(); branch !== undefined; branch = branches.pop()) {
    const node = forest.feature.length;
    if (branch.rightOf >= 0) forest.next[branch.rightOf] = node;
    const here = rows.subarray(branch.from, branch.to);
    const total = classWeights(set, here);
    const split = chooseSplit(set, here, total, order, { maxFeatures, random, scratch });
    if (split === undefined) {
      pushLeaf(forest, total);
      continue;
    }
    const leftRows = partition(set, here, split, room);
    const middle = branch.from + leftRows;
    forest.gains[split.feature] += split.purity - purityOf(total);
    forest.feature.push(split.feature);
    forest.threshold.push(split.upper === 0 ? Number.MAX_VALUE : thresholdBetween(set.ranked, split.feature, split.lower, split.upper));
    forest.missingLeft.push(goesLeft(split, 0, 2 * leftRows >= here.length, hasMissing(set, here, split.feature)) ? 1 : 0);
    forest.next.push(0);
    branches.push({ from: middle, to: branch.to, rightOf: node }, { from: branch.from, to: middle, rightOf: -1 });
  }
}

function classWeights({ classes, classCount, draws }: TrainingSet, rows: Uint32Array): Float64Array {
  const total = new Float64Array(classCount);
  for (let i = 0; i < rows.length; i++) total[classes[rows[i]]] += draws[rows[i]];
  return total;
}

function purityOf(total: Float64Array): number {
  let weight = 0;
  let squares = 0;
  for (const value of total) {
    weight += value;
    squares += value * value;
  }
  return squares / weight;
}

function chooseSplit(
  set: TrainingSet,
  rows: Uint32Array,
  total: Float64Array,
  order: Uint32Array,
  { maxFeatures, random, scratch }: { maxFeatures: number; random: RandomSource; scratch: SplitScratch },
): Split | undefined {
  if (rows.length < 2 * set.minLeaf || total.filter((weight) => weight > 0).length < 2) return undefined;
  let best: Split | undefined;
  let looked = 0;
  for (let i = 0; i < order.length && looked < maxFeatures; i++) {
    const j = i + random.below(order.length - i);
    const feature = order[j];
    order[j] = order[i];
    order[i] = feature;
    const split = bestSplit(set, rows, total, feature, scratch);
    if (split === undefined) continue;
    looked++;
    if (best === undefined || split.purity > best.purity) best = split;
  }
  return best;
}

/** A row without a value goes where it helped in training; where training had none, to the greater side. */
function goesLeft(split: Split, rank: number, leftIsGreater: boolean, missingSeen: boolean): boolean {
  if (rank > 0) return rank <= split.lower;
  return missingSeen ? split.missingLeft : leftIsGreater;
}

function hasMissing({ ranked }: TrainingSet, rows: Uint32Array, feature: number): boolean {
  return rows.some((row) => ranked.ranks[feature * ranked.n + row] === 0);
}

/** Move the rows that go left to the front, each side in its old order; gives how many they are. */
function partition({ ranked }: TrainingSet, rows: Uint32Array, split: Split, room: Uint32Array): number {
  const base = split.feature * ranked.n;
  let left = 0;
  let right = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (goesLeft(split, ranked.ranks[base + row], false, true)) rows[left++] = row;
    else room[right++] = row;
  }
  rows.set(room.subarray(0, right), left);
  return left;
}

function pushLeaf(forest: GrowingForest, total: Float64Array): void {
  const leaf = forest.leaves.length / total.length;
  let weight = 0;
  for (const value of total) weight += value;
  for (const value of total) forest.leaves.push(value / weight);
  forest.feature.push(-1);
  forest.threshold.push(0);
  forest.missingLeft.push(0);
  forest.next.push(leaf);
}
