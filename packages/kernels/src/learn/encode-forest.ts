import { refusal } from "@argosy/core";
import type { Forest } from "./forest.ts";

/** The first eight bytes of an encoded forest. */
const MAGIC = "ARGFORST";
const VERSION = 1;
const HEADER = 32;
const NODE_BYTES = 17;
const MOST_NODES = 100_000_000;

/**
 * A forest as bytes, little-endian: 8 bytes `ARGFORST`, then six 32-bit counts (version 1, features, classes, trees, nodes,
 * leaves), then `treeStarts`, `feature`, `next` (32-bit), `threshold` (64-bit float), `leaves` (32-bit float) and `missingLeft` (bytes).
 *
 * Equal forests give equal bytes. Never fails for a forest that was trained or decoded.
 *
 * @returns `[32 + 4 (trees + 1) + 17 nodes + 4 leaves classes]`
 *
 * Time O(nodes + leaves classes).
 *
 * Source: our own layout.
 */
export function encodeForest(forest: Forest): Uint8Array {
  const nodes = forest.feature.length;
  const trees = forest.treeStarts.length - 1;
  const leaves = forest.leaves.length / forest.classCount;
  const view = new DataView(new ArrayBuffer(encodedSize(trees, nodes, leaves, forest.classCount)));
  for (let i = 0; i < MAGIC.length; i++) view.setUint8(i, MAGIC.charCodeAt(i));
  [VERSION, forest.featureCount, forest.classCount, trees, nodes, leaves].forEach((count, i) => {
    view.setUint32(8 + 4 * i, count, true);
  });
  let at = HEADER;
  const advance = (count: number) => {
    const from = at;
    at += count;
    return from;
  };
  for (const value of forest.treeStarts) view.setUint32(advance(4), value, true);
  for (const value of forest.feature) view.setInt32(advance(4), value, true);
  for (const value of forest.next) view.setUint32(advance(4), value, true);
  for (const value of forest.threshold) view.setFloat64(advance(8), value, true);
  for (const value of forest.leaves) view.setFloat32(advance(4), value, true);
  new Uint8Array(view.buffer).set(forest.missingLeft, at);
  return new Uint8Array(view.buffer);
}

function encodedSize(trees: number, nodes: number, leaves: number, classCount: number): number {
  return HEADER + 4 * (trees + 1) + NODE_BYTES * nodes + 4 * leaves * classCount;
}

const invalid = (message: string, details: Readonly<Record<string, unknown>> = {}) => refusal("MODEL_INVALID", message, details);

/**
 * Read what {@link encodeForest} wrote, trusting nothing: a forest that this returns can be used for prediction without a further check.
 *
 * @param bytes - Any; not changed.
 * @throws {ArgosyError} `MODEL_INVALID` for anything else: foreign bytes, counts that do not fit the length, nodes that do not form
 *   trees, features out of range, shares that are no probabilities.
 *
 * Time O(bytes).
 *
 * Source: our own layout, stated at {@link encodeForest}.
 */
export function decodeForest(bytes: Uint8Array): Forest {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || String.fromCharCode(...bytes.subarray(0, 8)) !== MAGIC) throw invalid("these bytes are no forest");
  const [version, featureCount, classCount, trees, nodes, leaves] = Array.from({ length: 6 }, (_, i) => view.getUint32(8 + 4 * i, true));
  if (version !== VERSION) throw invalid("the forest has an unknown version", { version });
  if (featureCount < 1 || featureCount > 65535 || classCount < 1 || classCount > 65535 || trees < 1 || nodes > MOST_NODES)
    throw invalid("the forest's counts are out of range", { featureCount, classCount, trees, nodes });
  const size = encodedSize(trees, nodes, leaves, classCount);
  if (size !== bytes.length) throw invalid("the forest's counts do not fit its length", { expected: size, actual: bytes.length });
  let at = HEADER;
  const skip = (count: number) => {
    const from = at;
    at += count;
    return from;
  };
  const forest: Forest = {
    featureCount,
    classCount,
    treeStarts: Uint32Array.from({ length: trees + 1 }, () => view.getUint32(skip(4), true)),
    feature: Int32Array.from({ length: nodes }, () => view.getInt32(skip(4), true)),
    next: Uint32Array.from({ length: nodes }, () => view.getUint32(skip(4), true)),
    threshold: Float64Array.from({ length: nodes }, () => view.getFloat64(skip(8), true)),
    leaves: Float32Array.from({ length: leaves * classCount }, () => view.getFloat32(skip(4), true)),
    missingLeft: bytes.slice(at),
  };
  checkTrees(forest);
  checkLeaves(forest);
  return forest;
}

/** Children come after their parent and each node has one parent, so there is no circle and every path ends in a leaf. */
function checkTrees({ treeStarts, feature, featureCount, threshold, missingLeft, next, leaves, classCount }: Forest): void {
  const nodes = feature.length;
  if (treeStarts[0] !== 0 || treeStarts[treeStarts.length - 1] !== nodes) throw invalid("the trees do not cover the nodes");
  const parents = new Uint8Array(nodes);
  for (let tree = 0; tree + 1 < treeStarts.length; tree++) {
    const end = treeStarts[tree + 1];
    if (end <= treeStarts[tree] || end > nodes) throw invalid("a tree has no nodes", { tree });
    for (let i = treeStarts[tree]; i < end; i++) {
      if (feature[i] < -1 || feature[i] >= featureCount) throw invalid("a node names an unknown feature", { node: i });
      if (!Number.isFinite(threshold[i]) || missingLeft[i] > 1) throw invalid("a node has no valid threshold", { node: i });
      if (feature[i] === -1) {
        if (next[i] >= leaves.length / classCount) throw invalid("a leaf is missing", { node: i });
        continue;
      }
      if (next[i] <= i + 1 || next[i] >= end) throw invalid("a node's child lies outside its tree or before it", { node: i });
      parents[i + 1]++;
      parents[next[i]]++;
    }
    for (let i = treeStarts[tree]; i < end; i++)
      if (parents[i] !== (i === treeStarts[tree] ? 0 : 1)) throw invalid("a node has not exactly one parent", { node: i });
  }
}

function checkLeaves({ leaves, classCount }: Forest): void {
  for (let from = 0; from < leaves.length; from += classCount) {
    let sum = 0;
    for (let c = 0; c < classCount; c++) {
      const share = leaves[from + c];
      if (!(share >= 0 && share <= 1)) throw invalid("a leaf holds what is no probability", { leaf: from / classCount });
      sum += share;
    }
    if (Math.abs(sum - 1) > 1e-3) throw invalid("the probabilities of a leaf do not add up to 1", { leaf: from / classCount });
  }
}
