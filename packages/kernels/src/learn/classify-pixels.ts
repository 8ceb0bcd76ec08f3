import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Forest } from "./forest.ts";
import type { PixelFeatures } from "./pixel-forest.ts";

/** Pixels that are worked on together: their features and sums stay in the cache from tree to tree. */
const BLOCK = 2048;
/** Sums of shares may be rounded. */
const ROUNDING = 1e-6;

/**
 * The most probable class of every pixel, by a forest of `trainPixelForest`.
 *
 * As the mean over all trees gives it, the lower class of equals; a pixel is left as soon as the trees to come cannot change its class. Where a
 * feature is not finite the class is 0.
 *
 * @returns `[height, width]`, 1 for the first class and so on.
 * @throws {ArgosyError} `invalid_argument` when the forest was trained on other features.
 *
 * Time O(pixels x trees x depth) at most, about half of it as a rule.
 *
 * Source: as {@link trainPixelForest}.
 */
export function classifyPixels(features: PixelFeatures, forest: Forest): Plane<Uint8Array> {
  const { width, height, names } = features;
  if (forest.featureCount !== names.length)
    throw new ArgosyError("invalid_argument", "the forest looks at other features", {
      details: { forest: forest.featureCount, image: names.length },
    });
  const pixels = width * height;
  const walk = { forest, data: features.data, starts: forest.feature.map((f) => (f < 0 ? -1 : f * pixels)) };
  const classes = new Uint8Array(pixels);
  const sums = new Float64Array(BLOCK * forest.classCount);
  const open = new Uint32Array(BLOCK);
  for (let from = 0; from < pixels; from += BLOCK) {
    const count = Math.min(BLOCK, pixels - from);
    classifyBlock(walk, { classes: classes.subarray(from, from + count), sums, open, from });
  }
  blankUnknown(features, classes);
  return { data: classes, width, height };
}

interface Walk {
  readonly forest: Forest;
  readonly data: Float32Array;
  /** Where the plane of the feature of each node begins; -1 in a leaf. */
  readonly starts: Int32Array;
}

interface Block {
  /** Of the pixels of the block, which begin at `from`. */
  readonly classes: Uint8Array;
  readonly sums: Float64Array;
  readonly open: Uint32Array;
  readonly from: number;
}

function classifyBlock(walk: Walk, { classes, sums, open, from }: Block): void {
  const { classCount, treeStarts } = walk.forest;
  const trees = treeStarts.length - 1;
  sums.fill(0);
  let left = classes.length;
  for (let k = 0; k < left; k++) open[k] = k;
  for (let tree = 0; tree < trees; tree++) {
    addShares(walk, { root: treeStarts[tree], from, left }, sums, open);
    const rest = trees - 1 - tree;
    // Before half of the trees have spoken nothing can be certain.
    if (2 * rest >= trees) continue;
    let kept = 0;
    for (let k = 0; k < left; k++) {
      const pixel = open[k];
      let best = 0;
      let second = Number.NEGATIVE_INFINITY;
      for (let c = 1, at = pixel * classCount; c < classCount; c++) {
        const share = sums[at + c];
        if (share > sums[at + best]) {
          second = sums[at + best];
          best = c;
        } else if (share > second) second = share;
      }
      if (rest === 0 || sums[pixel * classCount + best] - second > rest + ROUNDING) classes[pixel] = best + 1;
      else open[kept++] = pixel;
    }
    left = kept;
  }
}

/** Let one tree speak for the pixels that are still open. */
function addShares(
  { forest, data, starts }: Walk,
  { root, from, left }: { readonly root: number; readonly from: number; readonly left: number },
  sums: Float64Array,
  open: Uint32Array,
): void {
  const { threshold, next, leaves, classCount } = forest;
  for (let k = 0; k < left; k++) {
    const pixel = from + open[k];
    let node = root;
    for (let start = starts[node]; start >= 0; start = starts[node]) node = data[start + pixel] <= threshold[node] ? node + 1 : next[node];
    const leaf = next[node] * classCount;
    const at = open[k] * classCount;
    for (let c = 0; c < classCount; c++) sums[at + c] += leaves[leaf + c];
  }
}

function blankUnknown({ data, names }: PixelFeatures, classes: Uint8Array): void {
  for (let f = 0, at = 0; f < names.length; f++)
    for (let i = 0; i < classes.length; i++, at++) if (!Number.isFinite(data[at])) classes[i] = 0;
}
