import type { TrainingSet } from "./best-split.ts";
import { createScratch } from "./best-split.ts";
import type { FeatureRanks } from "./feature-ranks.ts";
import { rankFeatures } from "./feature-ranks.ts";
import type { ForestTraining } from "./forest-training.ts";
import { checkTraining } from "./forest-training.ts";
import type { GrowingForest } from "./grow-tree.ts";
import { growTree } from "./grow-tree.ts";
import type { RandomSource } from "./random.ts";
import { randomSource } from "./random.ts";

/** Trees of a forest that were grown together, as plain data that threads can send: nodes and leaves are numbered within it. */
export interface GrownTrees {
  /** Number of the first tree. */
  readonly from: number;
  /** `[trees + 1]` first node of each tree. */
  readonly starts: Uint32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly next: Uint32Array;
  /** `[leaves][classCount]` */
  readonly leaves: Float32Array;
  /** `[trees][f]` what each feature took from the impurity of each tree. */
  readonly gains: Float64Array;
  /** `[trees][n]` 1 where a tree learnt from a row. */
  readonly drawn: Uint8Array;
}

/**
 * Grow some trees of a forest: those numbered `from` to `to - 1`.
 *
 * What a tree becomes depends on the training, its seed and the tree's number alone, so that any number of threads, each with a part of the
 * trees, gives the same forest when `joinForest` puts the parts together in order.
 *
 * @param training - Its features `[n][f]`; not changed.
 * @param onTree - Called after each tree with the number grown here; throw to stop.
 * @throws {ArgosyError} as `trainForest`.
 *
 * Time O(trees x maxFeatures x n log n x depth), and O(f n log n) once.
 *
 * Source: L. Breiman (2001), Machine Learning 45, 5-32, doi:10.1023/A:1010933404324.
 */
export function growTrees(training: ForestTraining, from: number, to: number, onTree?: (grown: number) => void): GrownTrees {
  const { maxFeatures, minLeaf } = checkTraining(training);
  const { features, n, f, classes, classCount } = training;
  const ranked: FeatureRanks = rankFeatures(features, n, f);
  const groups = training.classWeights === "balanced" ? rowsOfClasses(classes) : undefined;
  const scratch = createScratch(n, classCount);
  const growing: GrowingForest = { feature: [], threshold: [], missingLeft: [], next: [], leaves: [], gains: new Float64Array(f) };
  const starts = new Uint32Array(to - from + 1);
  const gains = new Float64Array((to - from) * f);
  const drawn = new Uint8Array((to - from) * n);
  for (let tree = 0; tree < to - from; tree++) {
    const random = treeSource(training.seed, from + tree);
    const draws = drawRows(n, groups, random);
    const set: TrainingSet = { ranked, classes, classCount, draws, minLeaf };
    growing.gains.fill(0);
    growTree(growing, set, rowsInBag(draws), { maxFeatures, random, scratch });
    gains.set(growing.gains, tree * f);
    starts[tree + 1] = growing.feature.length;
    for (let row = 0; row < n; row++) drawn[tree * n + row] = draws[row] > 0 ? 1 : 0;
    onTree?.(tree + 1);
  }
  return {
    from,
    starts,
    feature: Int32Array.from(growing.feature),
    threshold: Float64Array.from(growing.threshold),
    missingLeft: Uint8Array.from(growing.missingLeft),
    next: Uint32Array.from(growing.next),
    leaves: Float32Array.from(growing.leaves),
    gains,
    drawn,
  };
}

/** A source for one tree; trees of one seed draw numbers that have nothing in common. */
function treeSource(seed: number, tree: number): RandomSource {
  const base = randomSource(seed).next();
  return randomSource(Math.imul(base ^ Math.imul(tree + 1, 0x85ebca6b), 0xc2b2ae35) ^ tree);
}

/** The rows of each class that has any, in the order in which the classes appear. */
function rowsOfClasses(classes: Uint16Array): readonly (readonly number[])[] {
  const members = new Map<number, number[]>();
  classes.forEach((value, row) => {
    const rows = members.get(value);
    if (rows === undefined) members.set(value, [row]);
    else rows.push(row);
  });
  return Array.from(members.values());
}

/** How often each row was drawn in n draws: any row, or first a class, each equally likely, then one of its rows. */
function drawRows(n: number, groups: readonly (readonly number[])[] | undefined, random: RandomSource): Uint32Array {
  const draws = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    if (groups === undefined) draws[random.below(n)]++;
    else {
      const rows = groups[random.below(groups.length)];
      draws[rows[random.below(rows.length)]]++;
    }
  }
  return draws;
}

function rowsInBag(draws: Uint32Array): Uint32Array {
  const rows = new Uint32Array(draws.length);
  let count = 0;
  for (let row = 0; row < draws.length; row++) if (draws[row] > 0) rows[count++] = row;
  return rows.subarray(0, count);
}
