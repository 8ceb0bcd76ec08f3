import type { Forest } from "./forest.ts";

/**
 * A forest laid out so that rows go down fast: 8 bytes a node, with all that a step has to know.
 *
 * Node i of the forest is the pair of words 2i, 2i + 1. The first one is the threshold, in 32 bits. The second one holds the feature, times
 * {@link LANES}, in its lower `shift` bits, above them how many words on the right child lies. A leaf is its own right child, and its
 * threshold is a NaN, so that every row goes there; the bits of the NaN tell the only class of the leaf, or its row of `forest.leaves`.
 */
export interface PackedForest {
  readonly forest: Forest;
  /** Empty where the forest is too large to be packed. */
  readonly words: Int32Array;
  /** The same memory. */
  readonly thresholds: Float32Array;
  readonly shift: number;
}

/** So many ways down are gone side by side: one waits for memory while the others go on. */
export const LANES = 8;

/** The bits of a NaN below those that make it one. */
const NAN_BITS = 22;
const NAN = 0x7fc00000;

/** What the words of a leaf say: its only class, or -1 - its row of `forest.leaves`. */
export function readLeaf(word: number): number {
  const named = word & (2 ** NAN_BITS - 1);
  return word < 0 ? -1 - named : named;
}

/**
 * Pack a forest for {@link predictForest}, once for many calls with few rows each.
 *
 * Features have 32 bits: the threshold in 32 bits is the greatest number that is not above the one in 64 bits, so that every row goes the
 * same way. The forest must not be changed afterwards. A forest that is too large keeps its own form.
 *
 * @returns Words of `[2 nodes]`, stated at {@link PackedForest}.
 *
 * Time O(nodes), memory 8 bytes a node.
 *
 * Source: our own layout.
 */
export function packForest(forest: Forest): PackedForest {
  const { feature, next, featureCount, treeStarts } = forest;
  const shift = Math.ceil(Math.log2(featureCount * LANES));
  const leafRows = forest.leaves.length / forest.classCount;
  let longest = 0;
  for (let tree = 1; tree < treeStarts.length; tree++) longest = Math.max(longest, treeStarts[tree] - treeStarts[tree - 1]);
  const fits = 2 * longest < 2 ** (31 - shift) && leafRows < 2 ** NAN_BITS && feature.length < 2 ** 29;
  const words = new Int32Array(fits ? 2 * feature.length : 0);
  const thresholds = new Float32Array(words.buffer);
  if (!fits) return { forest, words, thresholds, shift };
  const names = leafNames(forest, leafRows);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) words[2 * node] = names[next[node]];
    else {
      thresholds[2 * node] = forest.threshold[node];
      if (thresholds[2 * node] > forest.threshold[node]) words[2 * node] = bitsBelow(words[2 * node]);
      words[2 * node + 1] = ((2 * (next[node] - node)) << shift) | (feature[node] * LANES);
    }
  }
  return { forest, words, thresholds, shift };
}

/** For each row of the leaves: the NaN that names its only class, or where it has several, the row. */
function leafNames({ leaves, classCount }: Forest, count: number): Int32Array {
  const names = new Int32Array(count);
  for (let leaf = 0; leaf < count; leaf++) {
    let [only, others] = [-1, false];
    for (let c = 0; c < classCount; c++) {
      const share = leaves[leaf * classCount + c];
      if (share === 1) only = c;
      else if (share !== 0) others = true;
    }
    names[leaf] = only >= 0 && !others ? NAN | only : NAN | (1 << 31) | leaf;
  }
  return names;
}

/** The bits of the next number in 32 bits towards minus infinity. */
function bitsBelow(bits: number): number {
  if ((bits & 0x7fffffff) === 0) return 0x80000001 | 0;
  return bits < 0 ? bits + 1 : bits - 1;
}
