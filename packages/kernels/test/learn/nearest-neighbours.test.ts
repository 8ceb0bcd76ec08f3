import { describe, expect, test } from "vitest";
import { nearestClasses } from "../../src/index.ts";

const known = { values: Float32Array.of(0, 1, 10, 11, 12), n: 5, f: 1, classes: Uint16Array.of(0, 0, 1, 1, 2), classCount: 3 };

describe("nearestClasses", () => {
  test("shares of the classes among the nearest", () => {
    expect(Array.from(nearestClasses(known, { values: [0.4, 11.2], n: 2, f: 1 }, 2))).toEqual([1, 0, 0, 0, 0.5, 0.5]);
    expect(Array.from(nearestClasses(known, { values: [0], n: 1, f: 1 }, 5))).toEqual([0.4, 0.4, 0.2]);
  });
  test("of equally near rows the earlier one counts", () => {
    expect(Array.from(nearestClasses(known, { values: [5.5], n: 1, f: 1 }, 1))).toEqual([1, 0, 0]);
  });
  test("no rows give no shares; k, classes, features and values out of range are refused", () => {
    expect(nearestClasses(known, { values: [], n: 0, f: 1 }, 1)).toHaveLength(0);
    expect(() => nearestClasses(known, { values: [1], n: 1, f: 1 }, 6)).toThrow("k is out of range");
    expect(() => nearestClasses(known, { values: [1, 2], n: 1, f: 2 }, 1)).toThrow("features");
    expect(() => nearestClasses({ ...known, classCount: 2 }, { values: [1], n: 1, f: 1 }, 1)).toThrow("class");
    expect(() => nearestClasses(known, { values: [Number.NaN], n: 1, f: 1 }, 1)).toThrow("finite");
  });
});
