import { describe, expect, test } from "vitest";
import { minimalPath, plane } from "../../src/index.ts";

const costs = plane(Float32Array.of(1, 9, 1, 1, 9, 1, 1, 1, 1), 3, 3);

describe("minimalPath", () => {
  test("goes round a wall", () => {
    const found = minimalPath(costs, { x: 0, y: 0 }, { x: 2, y: 0 }, 4);
    expect(Array.from(found?.pixels ?? [])).toEqual([0, 3, 6, 7, 8, 5, 2]);
    expect(found?.cost).toBe(6);
  });
  test("cuts corners with 8 neighbours", () => {
    const found = minimalPath(costs, { x: 0, y: 0 }, { x: 2, y: 0 });
    expect(Array.from(found?.pixels ?? [])).toEqual([0, 3, 7, 5, 2]);
    expect(found?.cost).toBeCloseTo(2 + 2 * Math.SQRT2, 12);
  });
  test("one pixel costs nothing; a wall that nothing passes gives no way", () => {
    expect(minimalPath(costs, { x: 1, y: 1 }, { x: 1, y: 1 })).toEqual({ pixels: Uint32Array.of(4), cost: 0 });
    for (const wall of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(minimalPath(plane(Float64Array.of(1, wall, 1), 3, 1), { x: 0, y: 0 }, { x: 2, y: 0 })).toBeUndefined();
  });
  test("ends outside, between pixels, and no pixels are refused", () => {
    expect(() => minimalPath(costs, { x: 0, y: 3 }, { x: 0, y: 0 })).toThrow("no pixel");
    expect(() => minimalPath(costs, { x: 0, y: 0 }, { x: 0.5, y: 0 })).toThrow("no pixel");
    expect(() => minimalPath(plane(new Uint8Array(0), 0, 0), { x: 0, y: 0 }, { x: 0, y: 0 })).toThrow("holds no pixel");
  });
});
