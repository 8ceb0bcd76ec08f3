import { describe, expect, test } from "vitest";
import { cooccurrence, cooccurrenceProperties, haralickFeatures, plane } from "../../src/index.ts";

const stripes = plane(Uint8Array.of(0, 1, 0, 1, 0, 1), 2, 3);
const across = { levels: 2, dx: 1, dy: 0 };

describe("cooccurrence", () => {
  test("counts each pair in both directions", () => {
    expect(cooccurrence(stripes, across)).toEqual({ levels: 2, counts: Float64Array.of(0, 3, 3, 0), total: 6 });
    expect(cooccurrence(stripes, { levels: 2, dx: 0, dy: 1 }).counts).toEqual(Float64Array.of(4, 0, 0, 4));
    expect(cooccurrence(stripes, { levels: 2, dx: -1, dy: 1 }).counts).toEqual(Float64Array.of(0, 2, 2, 0));
  });
  test("samples out of range and NaN do not count", () => {
    expect(cooccurrence(plane(Float32Array.of(0, Number.NaN, 1, 1, 5), 5, 1), across).total).toBe(2);
    expect(cooccurrence(plane(Int16Array.of(-1, 0, 1), 3, 1), across).total).toBe(2);
  });
  test("levels and steps out of range, and no pixels, are refused", () => {
    expect(() => cooccurrence(stripes, { levels: 0, dx: 1, dy: 0 })).toThrow("out of range");
    expect(() => cooccurrence(stripes, { levels: 2, dx: 0.5, dy: 0 })).toThrow("out of range");
    expect(() => cooccurrence(plane(new Uint8Array(0), 0, 0), across)).toThrow("holds no pixel");
  });
});

describe("cooccurrenceProperties", () => {
  test("of stripes: full contrast, opposite levels", () => {
    const found = cooccurrenceProperties(cooccurrence(stripes, across));
    expect(found).toMatchObject({
      contrast: 1,
      dissimilarity: 1,
      homogeneity: 0.5,
      ASM: 0.5,
      correlation: -1,
      mean: 0.5,
      variance: 0.25,
      std: 0.5,
    });
    expect(found.entropy).toBeCloseTo(Math.LN2, 12);
  });
  test("a constant correlates with itself; without pairs all is NaN", () => {
    expect(cooccurrenceProperties(cooccurrence(plane(new Uint8Array(4), 2, 2), across)).correlation).toBe(1);
    expect(Object.values(cooccurrenceProperties(cooccurrence(plane(new Uint8Array(1), 1, 1), across))).every(Number.isNaN)).toBe(true);
  });
});

describe("haralickFeatures", () => {
  test("of stripes", () => {
    const found = haralickFeatures(cooccurrence(stripes, across));
    expect(Array.from(found.slice(0, 7))).toEqual([0.5, 1, -1, 0.25, 0.5, 1, 0]);
    expect(found[8]).toBe(1);
    expect(found[11]).toBe(-1);
  });
  test("a constant has no entropy; without pairs all is NaN", () => {
    expect(Array.from(haralickFeatures(cooccurrence(plane(new Uint8Array(4), 2, 2), across)))).toEqual([
      1, 0, 1, 0, 1, 0, 0, 0, 0, 0.25, 0, 0, 0,
    ]);
    expect(haralickFeatures(cooccurrence(plane(new Uint8Array(1), 1, 1), across)).every(Number.isNaN)).toBe(true);
  });
});
