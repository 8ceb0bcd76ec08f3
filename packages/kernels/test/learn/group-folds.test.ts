import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupFolds } from "../../src/index.ts";

describe("groupFolds", () => {
  test("the largest groups first, each to the emptiest fold", () => {
    expect(Array.from(groupFolds(Uint32Array.of(7, 7, 7, 4, 4, 9), 2))).toEqual([0, 0, 0, 1, 1, 1]);
  });
  test("never parts a group, and leaves no fold empty", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 4 }),
        (groups, k) => {
          fc.pre(new Set(groups).size >= k);
          const folds = groupFolds(Uint32Array.from(groups), k);
          expect(new Set(folds).size).toBe(k);
          for (const group of new Set(groups)) expect(new Set(folds.filter((_, i) => groups[i] === group)).size).toBe(1);
        },
      ),
    );
  });
  test("fewer groups than folds, and k out of range, are refused", () => {
    expect(() => groupFolds(Uint32Array.of(1, 1), 2)).toThrow("k is out of range");
    expect(() => groupFolds(Uint32Array.of(1, 2), 1)).toThrow("k is out of range");
  });
});
