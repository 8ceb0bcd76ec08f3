import { ArgosyError } from "@argosy/core";
import type { Forest } from "./forest.ts";
import { findLeaf } from "./forest.ts";
import type { ForestTraining } from "./forest-training.ts";
import type { GrownTrees } from "./grow-trees.ts";

/** A forest with what training tells of it. */
export interface TrainedForest {
  readonly forest: Forest;
  /**
   * `[n][classCount]` probabilities of each row from the trees that did not learn from it; NaN for a row that all of them learnt from.
   */
  readonly outOfBag: Float32Array;
  /** `[f]` share of each feature in the decrease of impurity, adding up to 1; all 0 when no tree has a split. */
  readonly importances: Float64Array;
}

/**
 * Put parts of a forest together, whoever grew them: equal trainings give equal forests, however the trees were parted.
 *
 * @param training - Its features `[n][f]`; not changed.
 * @param parts - Of one training, in the order of their trees, without a gap.
 * @throws {ArgosyError} `invalid_argument` when a tree is missing between the parts.
 *
 * Time O(n x trees x depth), for the probabilities out of bag.
 *
 * Source: as {@link growTrees}.
 */
export function joinForest({ features, n, f, classCount }: ForestTraining, parts: readonly GrownTrees[]): TrainedForest {
  let trees = 0;
  for (const part of parts) {
    if (part.from !== trees)
      throw new ArgosyError("invalid_argument", "a tree is missing", { details: { expected: trees, found: part.from } });
    trees += part.starts.length - 1;
  }
  const forest = joinNodes(parts, f, classCount);
  const importances = new Float64Array(f);
  for (const { gains } of parts) for (let at = 0; at < gains.length; at += f) addShares(importances, gains.subarray(at, at + f), trees);
  return { forest, outOfBag: predictOutOfBag(forest, features, n, parts), importances: normalise(importances) };
}

function joinNodes(parts: readonly GrownTrees[], featureCount: number, classCount: number): Forest {
  const starts = [0];
  const next: Uint32Array[] = [];
  let nodes = 0;
  let leaves = 0;
  for (const part of parts) {
    for (let tree = 1; tree < part.starts.length; tree++) starts.push(nodes + part.starts[tree]);
    const [nodesBefore, leavesBefore] = [nodes, leaves];
    next.push(part.next.map((value, i) => value + (part.feature[i] >= 0 ? nodesBefore : leavesBefore)));
    nodes += part.feature.length;
    leaves += part.leaves.length / classCount;
  }
  return {
    featureCount,
    classCount,
    treeStarts: Uint32Array.from(starts),
    feature: joined(
      parts.map(({ feature }) => feature),
      new Int32Array(nodes),
    ),
    threshold: joined(
      parts.map(({ threshold }) => threshold),
      new Float64Array(nodes),
    ),
    missingLeft: joined(
      parts.map(({ missingLeft }) => missingLeft),
      new Uint8Array(nodes),
    ),
    next: joined(next, new Uint32Array(nodes)),
    leaves: joined(
      parts.map((part) => part.leaves),
      new Float32Array(leaves * classCount),
    ),
  };
}

function joined<A extends Int32Array | Uint32Array | Uint8Array | Float32Array | Float64Array>(parts: readonly A[], into: A): A {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
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

function predictOutOfBag(forest: Forest, features: Float32Array, n: number, parts: readonly GrownTrees[]): Float32Array {
  const { classCount, featureCount, leaves } = forest;
  const sums = new Float64Array(n * classCount);
  const votes = new Uint32Array(n);
  for (const { from, drawn } of parts)
    for (let tree = 0; tree < drawn.length / n; tree++)
      for (let row = 0; row < n; row++) {
        if (drawn[tree * n + row] === 1) continue;
        votes[row]++;
        const leaf = findLeaf(forest, from + tree, features, row * featureCount) * classCount;
        for (let c = 0; c < classCount; c++) sums[row * classCount + c] += leaves[leaf + c];
      }
  return Float32Array.from(sums, (sum, i) => sum / votes[Math.floor(i / classCount)]);
}
