import { describe, expect, test } from "vitest";
import { kMeans } from "../../src/index.ts";

const rows = { values: Float64Array.of(0, 1, 10, 11, 20, 21), n: 6, f: 1 };

describe("kMeans", () => {
  test("finds three groups from any seed, the same for the same seed", () => {
    for (const seed of [0, 1, 2]) {
      const { groups, centres, inertia } = kMeans(rows, { k: 3, seed });
      expect(Array.from(centres).sort((a, b) => a - b)).toEqual([0.5, 10.5, 20.5]);
      expect(inertia).toBeCloseTo(1.5, 12);
      expect(groups[0]).toBe(groups[1]);
      expect(kMeans(rows, { k: 3, seed })).toEqual({ groups, centres, inertia });
    }
  });
  test("starts where it is told to; of equally near centres the first", () => {
    expect(Array.from(kMeans({ values: [0, 2, 1], n: 3, f: 1 }, { k: 2, start: [0, 2] }).groups)).toEqual([0, 1, 0]);
  });
  test("a centre without rows takes the farthest one; as many groups as rows leave nothing over", () => {
    expect(kMeans(rows, { k: 2, start: [0, 1000] }).groups.some((group) => group === 1)).toBe(true);
    expect(kMeans(rows, { k: 6 }).inertia).toBe(0);
    expect(kMeans({ values: new Float64Array(4), n: 4, f: 1 }, { k: 2 }).inertia).toBe(0);
  });
  test("more groups than rows, a start that does not fit, and NaN are refused", () => {
    expect(() => kMeans(rows, { k: 7 })).toThrow("groups");
    expect(() => kMeans(rows, { k: 2, start: [1] })).toThrow("groups");
    expect(() => kMeans({ values: [Number.NaN], n: 1, f: 1 }, { k: 1 })).toThrow("finite");
  });
});
