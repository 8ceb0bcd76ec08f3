import type { PackedForest } from "./pack-forest.ts";
import { LANES } from "./pack-forest.ts";

/** Many rows on their way through one tree after the other. */
export interface Descent {
  /** `[groups][featureCount][LANES]`: the rows, so many side by side; to be filled in. */
  readonly block: Float32Array;
  /** `[groups][LANES]`: what the leaf of each row says, for `readLeaf`. */
  readonly ends: Int32Array;
  /** Takes the first so many groups through a tree. */
  readonly descend: (tree: number, groups: number) => void;
}

/** Room for so many groups of rows that go through a packed forest. */
export function openDescent(packed: PackedForest, groups: number): Descent {
  const { featureCount, treeStarts } = packed.forest;
  const block = new Float32Array(groups * featureCount * LANES);
  const ends = new Int32Array(groups * LANES);
  const places = new Int32Array(LANES);
  return {
    block,
    ends,
    descend(tree, count) {
      for (let group = 0; group < count; group++) {
        places.fill(2 * treeStarts[tree]);
        findLeaves(packed, block, group * featureCount * LANES, places);
        for (let k = 0; k < LANES; k++) ends[group * LANES + k] = packed.words[places[k]];
      }
    },
  };
}

/**
 * Takes each place in the words down to its leaf; `block` holds from `at` on, for each feature, the values of all lanes.
 *
 * The next place is computed and not chosen: which way a row goes cannot be foreseen, and a wrong guess would cost more than the step.
 */
export function findLeaves({ words, thresholds, shift }: PackedForest, block: Float32Array, at: number, places: Int32Array): void {
  const mask = (1 << shift) - 1;
  let a = places[0];
  let b = places[1];
  let c = places[2];
  let d = places[3];
  let e = places[4];
  let f = places[5];
  let g = places[6];
  let h = places[7];
  for (;;) {
    const wa = words[a + 1];
    const wb = words[b + 1];
    const wc = words[c + 1];
    const wd = words[d + 1];
    const we = words[e + 1];
    const wf = words[f + 1];
    const wg = words[g + 1];
    const wh = words[h + 1];
    if ((wa | wb | wc | wd | we | wf | wg | wh) === 0) break;
    a = (a + step(wa >>> shift, block[at + (wa & mask)], thresholds[a])) | 0;
    b = (b + step(wb >>> shift, block[at + (wb & mask) + 1], thresholds[b])) | 0;
    c = (c + step(wc >>> shift, block[at + (wc & mask) + 2], thresholds[c])) | 0;
    d = (d + step(wd >>> shift, block[at + (wd & mask) + 3], thresholds[d])) | 0;
    e = (e + step(we >>> shift, block[at + (we & mask) + 4], thresholds[e])) | 0;
    f = (f + step(wf >>> shift, block[at + (wf & mask) + 5], thresholds[f])) | 0;
    g = (g + step(wg >>> shift, block[at + (wg & mask) + 6], thresholds[g])) | 0;
    h = (h + step(wh >>> shift, block[at + (wh & mask) + 7], thresholds[h])) | 0;
  }
  places[0] = a;
  places[1] = b;
  places[2] = c;
  places[3] = d;
  places[4] = e;
  places[5] = f;
  places[6] = g;
  places[7] = h;
}

/** How many words to go on: 2 to the left child, or what the right one is away. */
function step(right: number, value: number, threshold: number): number {
  return right ^ ((right ^ 2) & -Number(value <= threshold));
}
