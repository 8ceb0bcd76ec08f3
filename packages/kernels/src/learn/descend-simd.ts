import { createLayout, SIMD } from "../simd/simd-module.ts";
import type { Descent } from "./descend-forest.ts";
import type { PackedForest } from "./pack-forest.ts";
import { LANES } from "./pack-forest.ts";

/** As `openDescent`, by the module; undefined where there is none, or a tree is too large for it. */
export function openDescentSimd({ forest, words, shift }: PackedForest, groups: number): Descent | undefined {
  if (SIMD === undefined) return undefined;
  const { featureCount, treeStarts } = forest;
  let longest = 0;
  for (let tree = 1; tree < treeStarts.length; tree++) longest = Math.max(longest, treeStarts[tree] - treeStarts[tree - 1]);
  const layout = createLayout(SIMD);
  const at = {
    block: layout.place(4 * groups * featureCount * LANES),
    ends: layout.place(4 * groups * LANES),
    tree: layout.place(8 * longest),
  };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  const { descendRows } = SIMD;
  const room = new Int32Array(memory, at.tree, 2 * longest);
  return {
    block: new Float32Array(memory, at.block, groups * featureCount * LANES),
    ends: new Int32Array(memory, at.ends, groups * LANES),
    descend(tree, count) {
      room.set(words.subarray(2 * treeStarts[tree], 2 * treeStarts[tree + 1]));
      descendRows(at.tree, at.block, count, 4 * featureCount * LANES, shift, at.ends);
    },
  };
}
