import { refusal } from "@argosy/core";
import type { TrainingSet } from "./best-split.ts";
import { createScratch } from "./best-split.ts";
import { rankFeatures } from "./feature-ranks.ts";
import type { Forest } from "./forest.ts";
import { findLeaf } from "./forest.ts";
import type { GrowingForest } from "./grow-tree.ts";
import { growTree } from "./grow-tree.ts";
import type { RandomSource } from "./random.ts";
import { randomSource } from "./random.ts";

/** What {@link trainForest} learns from, and how. */
export interface ForestTraining {
  /** `[n][f]`, row-major: the features of one row lie together. Values that are not finite count as missing. */
  readonly features: Float32Array;
  readonly n: number;
  readonly f: number;
  /** `[n]` class of each row, 0 to `classCount - 1`. */
  readonly classes: Uint16Array;
  readonly classCount: number;
  /** Number of trees, 1 to 10,000; default 300. */
  readonly trees?: number;
  /** How many features a node looks at, 1 to f; default the square root of f, rounded down. */
  readonly maxFeatures?: number;
  /** Fewest different rows in a leaf; default 1. */
  readonly minLeaf?: number;
  /** `balanced`: every class is drawn equally often, so a rare one counts as much as a common one; `none` (default): every row is. */
  readonly classWeights?: "balanced" | "none";
  /** Equal seeds give equal forests. */
  readonly seed: number;
  /** Called after each tree with the number grown; throw to stop. */
  readonly onTree?: (grown: number) => void;
}

/** What {@link trainForest} gives. */
export interface TrainedForest {
  readonly forest: Forest;
  /**
   * `[n][classCount]` probabilities of each row from the trees that did not learn from it; NaN for a row that all of them learnt from.
   */
  readonly outOfBag: Float32Array;
  /** `[f]` share of each feature in the decrease of impurity, adding up to 1; all 0 when no tree has a split. */
  readonly importances: Float64Array;
}

const MOST_TREES = 10_000;

/**
 * Train a random forest for classification.
 *
 * Each tree learns from n rows drawn with replacement, weighed by how often each was drawn, and splits by the greatest decrease of Gini's impurity among `maxFeatures`
 * features drawn anew in each node (constant ones do not count). Up to 4,096 rows all thresholds are tried, above the borders of
 * 255 bins. Missing values go to the side where they helped in training.
 *
 * @throws {ArgosyError} `TOO_FEW_LABELS` when fewer than two classes have a row; `PARAM_INVALID` for a parameter out of range.
 *
 * Time O(trees x maxFeatures x n log n x depth).
 *
 * Source: L. Breiman (2001), Machine Learning 45, 5-32, doi:10.1023/A:1010933404324; balanced draws: C. Chen, A. Liaw, L. Breiman
 * (2004), Using random forest to learn imbalanced data, report 666, University of California, Berkeley.
 */
export function trainForest(training: ForestTraining): TrainedForest {
  const { features, n, f, classCount, classes } = training;
  const trees = training.trees ?? 300;
  const maxFeatures = training.maxFeatures ?? Math.max(1, Math.floor(Math.sqrt(f)));
  const minLeaf = training.minLeaf ?? 1;
  checkTraining(training, { trees, maxFeatures, minLeaf });
  const ranked = rankFeatures(features, n, f);
  const random = randomSource(training.seed);
  const drawRow = training.classWeights === "balanced" ? balancedDraw(classes, random) : () => random.below(n);
  const scratch = createScratch(n, classCount);
  const growing: GrowingForest = { feature: [], threshold: [], missingLeft: [], next: [], leaves: [], gains: new Float64Array(f) };
  const starts = [0];
  const drawn: Uint8Array[] = [];
  const importances = new Float64Array(f);
  for (let tree = 0; tree < trees; tree++) {
    const draws = new Uint32Array(n);
    for (let i = 0; i < n; i++) draws[drawRow()]++;
    const set: TrainingSet = { ranked, classes, classCount, draws, minLeaf };
    growing.gains.fill(0);
    growTree(growing, set, rowsInBag(draws), { maxFeatures, random, scratch });
    addShares(importances, growing.gains, trees);
    starts.push(growing.feature.length);
    drawn.push(Uint8Array.from(draws, (times) => (times > 0 ? 1 : 0)));
    training.onTree?.(tree + 1);
  }
  const forest = freeze(growing, starts, f, classCount);
  return { forest, outOfBag: predictOutOfBag(forest, features, n, drawn), importances: normalise(importances) };
}

function checkTraining({ features, n, f, classes, classCount }: ForestTraining, settings: Readonly<Record<string, number>>): void {
  const invalid = (name: string, value: number) => refusal("PARAM_INVALID", `${name} is out of range`, { name, value });
  for (const [name, value] of Object.entries({ f, classCount, ...settings }))
    if (!Number.isSafeInteger(value) || value < 1) throw invalid(name, value);
  if (settings["trees"] > MOST_TREES) throw invalid("trees", settings["trees"]);
  if (settings["maxFeatures"] > f) throw invalid("maxFeatures", settings["maxFeatures"]);
  if (classCount > 65535) throw invalid("classCount", classCount);
  if (features.length !== n * f) throw invalid("features.length", features.length);
  if (classes.length !== n) throw invalid("classes.length", classes.length);
  for (const value of classes) if (value >= classCount) throw invalid("class", value);
  if (new Set(classes).size < 2) throw refusal("TOO_FEW_LABELS", "fewer than two classes have a row", { rows: n });
}

/** Draws a class that has rows, each equally likely, then one of its rows. */
function balancedDraw(classes: Uint16Array, random: RandomSource): () => number {
  const members = new Map<number, number[]>();
  classes.forEach((value, row) => {
    const rows = members.get(value);
    if (rows === undefined) members.set(value, [row]);
    else rows.push(row);
  });
  const groups = Array.from(members.values());
  return () => {
    const rows = groups[random.below(groups.length)];
    return rows[random.below(rows.length)];
  };
}

function rowsInBag(draws: Uint32Array): Uint32Array {
  const rows = new Uint32Array(draws.length);
  let count = 0;
  for (let row = 0; row < draws.length; row++) if (draws[row] > 0) rows[count++] = row;
  return rows.subarray(0, count);
}

function addShares(importances: Float64Array, gains: Float64Array, trees: number): void {
  let sum = 0;
  for (const gain of gains) sum += gain;
  if (sum > 0) for (let i = 0; i < gains.length; i++) importances[i] += gains[i] / sum / trees;
}

/** Trees without a split have no shares to give, so the sum may be below 1. */
function normalise(importances: Float64Array): Float64Array {
  let sum = 0;
  for (const share of importances) sum += share;
  return sum > 0 ? importances.map((share) => share / sum) : importances;
}

function freeze(growing: GrowingForest, starts: readonly number[], featureCount: number, classCount: number): Forest {
  return {
    featureCount,
    classCount,
    treeStarts: Uint32Array.from(starts),
    feature: Int32Array.from(growing.feature),
    threshold: Float64Array.from(growing.threshold),
    missingLeft: Uint8Array.from(growing.missingLeft),
    next: Uint32Array.from(growing.next),
    leaves: Float32Array.from(growing.leaves),
  };
}

function predictOutOfBag(forest: Forest, features: Float32Array, n: number, drawn: readonly Uint8Array[]): Float32Array {
  const { classCount, featureCount, leaves } = forest;
  const sums = new Float64Array(n * classCount);
  const votes = new Uint32Array(n);
  for (let tree = 0; tree < drawn.length; tree++) {
    for (let row = 0; row < n; row++) {
      if (drawn[tree][row] === 1) continue;
      votes[row]++;
      const leaf = findLeaf(forest, tree, features, row * featureCount) * classCount;
      for (let c = 0; c < classCount; c++) sums[row * classCount + c] += leaves[leaf + c];
    }
  }
  return Float32Array.from(sums, (sum, i) => sum / votes[Math.floor(i / classCount)]);
}
