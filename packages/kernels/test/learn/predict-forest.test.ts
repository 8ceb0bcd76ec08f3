import fc from "fast-check";
import { expect, test } from "vitest";
import type { Forest } from "../../src/index.ts";
import { packForest, predictForest, randomSource, trainForest } from "../../src/index.ts";
import { openDescent } from "../../src/learn/descend-forest.ts";
import { openDescentSimd } from "../../src/learn/descend-simd.ts";
import { findLeaf } from "../../src/learn/forest.ts";
import { readLeaf } from "../../src/learn/pack-forest.ts";
import { makeRings } from "./rings.ts";

/** From the definition, tree by tree. */
function meanOfLeaves(forest: Forest, features: Float32Array): Float32Array {
  const { classCount, featureCount, leaves, treeStarts } = forest;
  const trees = treeStarts.length - 1;
  return Float32Array.from({ length: (features.length / featureCount) * classCount }, (_, i) => {
    let sum = 0;
    for (let tree = 0; tree < trees; tree++)
      sum += leaves[findLeaf(forest, tree, features, Math.floor(i / classCount) * featureCount) * classCount + (i % classCount)];
    return sum / trees;
  });
}

/** One split: feature 0 at most `threshold` is class 0, else half of each. */
const stump = (threshold: number): Forest => ({
  featureCount: 1,
  classCount: 2,
  treeStarts: Uint32Array.of(0, 3),
  feature: Int32Array.of(0, -1, -1),
  threshold: Float64Array.of(threshold, 0, 0),
  missingLeft: Uint8Array.of(1, 0, 0),
  next: Uint32Array.of(2, 0, 1),
  leaves: Float32Array.of(1, 0, 0.5, 0.5),
});

test.each([1, 7, 8, 9, 40, 3_000])("%i rows get the mean of their leaves to the last bit, missing values or not", (n) => {
  for (const minLeaf of [1, 5]) {
    const { forest } = trainForest({ ...makeRings(300, 1), trees: 21, minLeaf });
    const { features } = makeRings(n, 2);
    const holes = features.slice();
    const random = randomSource(n);
    for (let i = 0; i < n; i += 3) holes[random.below(holes.length)] = [Number.NaN, Number.NEGATIVE_INFINITY, -0][i % 3]!;
    for (const rows of [features, holes]) {
      const expected = meanOfLeaves(forest, rows);
      expect(predictForest(forest, rows)).toEqual(expected);
      expect(predictForest(packForest(forest), rows)).toEqual(expected);
    }
  }
});

test("a threshold between two numbers of 32 bits parts them as it does in 64 bits", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), (value, apart) => {
      for (const threshold of [value, value * (1 + 1e-12), value * (1 - 1e-12), value + Number.MIN_VALUE, apart, Number.MAX_VALUE]) {
        if (!Number.isFinite(threshold)) continue;
        expect(predictForest(stump(threshold), Float32Array.of(value))[0]).toBe(value <= threshold ? 1 : 0.5);
      }
    }),
  );
});

test("the module gives the same leaves as TypeScript", () => {
  const { forest } = trainForest({ ...makeRings(500, 1), trees: 5, minLeaf: 3 });
  const packed = packForest(forest);
  const { features } = makeRings(64, 3);
  const [byModule, byScript] = [openDescentSimd(packed, 8)!, openDescent(packed, 8)];
  for (const { block } of [byModule, byScript]) for (let i = 0; i < block.length; i++) block[i] = features[i]!;
  for (let tree = 0; tree < 5; tree++) {
    byModule.descend(tree, 8);
    byScript.descend(tree, 8);
    expect(byModule.ends).toEqual(byScript.ends);
    expect(new Set(Array.from(byScript.ends, readLeaf)).size).toBeGreaterThan(3);
  }
  expect(openDescentSimd(packed, 2 ** 20)).toBe(undefined);
});

test("a forest with more features than a step can name is walked as it is", () => {
  const forest = { ...stump(0.5), featureCount: 2 ** 28, feature: Int32Array.of(7, -1, -1) };
  expect(packForest(forest).words).toHaveLength(0);
  const [one, other] = [new Float32Array(0), packForest(stump(0.5))];
  expect(predictForest(forest, one)).toHaveLength(0);
  const large = { ...other, words: new Int32Array(0) };
  expect(Array.from(predictForest(large, Float32Array.of(0, 1, Number.NaN)))).toEqual([1, 0, 0.5, 0.5, 1, 0]);
});
