import { describe, expect, test } from "vitest";
import { encodeForest, growTrees, joinForest, trainForest } from "../../src/index.ts";
import { makeRings } from "./rings.ts";

describe("growTrees and joinForest", () => {
  const training = { ...makeRings(120, 1), trees: 7, seed: 9 };
  const whole = trainForest(training);

  test.each([[[0, 7]], [[0, 3, 7]], [[0, 1, 2, 7]], [[0, 1, 2, 3, 4, 5, 6, 7]]])(
    "parts %j give the forest of one thread, byte by byte",
    (cuts) => {
      const parts = cuts.slice(1).map((to, i) => growTrees(training, cuts[i], to));
      const forest = joinForest(
        training,
        parts.map((part) => structuredClone(part)),
      );
      expect(encodeForest(forest.forest)).toEqual(encodeForest(whole.forest));
      expect(forest.outOfBag).toEqual(whole.outOfBag);
      expect(forest.importances).toEqual(whole.importances);
    },
  );
  test("more trees keep the ones that were there", () => {
    const few = growTrees(training, 0, 2);
    expect(Array.from(growTrees({ ...training, trees: 50 }, 0, 2).threshold)).toEqual(Array.from(few.threshold));
  });
  test("trees differ from each other", () => {
    expect(growTrees(training, 0, 1).drawn).not.toEqual(growTrees(training, 1, 2).drawn);
  });
  test("a gap between the parts is refused, and a training that cannot be", () => {
    expect(() => joinForest(training, [growTrees(training, 1, 2)])).toThrow("missing");
    expect(() => growTrees({ ...training, minLeaf: 0 }, 0, 1)).toThrow("out of range");
  });
});
