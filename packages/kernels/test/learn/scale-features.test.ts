import { describe, expect, test } from "vitest";
import { measureScale, scaleRows } from "../../src/index.ts";

describe("measureScale and scaleRows", () => {
  test("take each feature to mean 0 and variance 1", () => {
    const rows = { values: Float64Array.of(1, 10, 3, 30), n: 2, f: 2 };
    const scale = measureScale(rows);
    expect(scale).toEqual({ mean: Float64Array.of(2, 20), deviation: Float64Array.of(1, 10) });
    expect(Array.from(scaleRows(rows, scale))).toEqual([-1, -1, 1, 1]);
  });
  test("a constant becomes 0, what is missing the mean", () => {
    const rows = { values: [0.1, Number.NaN, 0.1, 4, 0.1, 6], n: 3, f: 2 };
    const scaled = scaleRows(rows, measureScale(rows));
    expect(Math.abs(scaled[0]!)).toBeLessThan(1e-12);
    expect(Array.from(scaled).filter((_, i) => i % 2 === 1)).toEqual([0, -1, 1]);
    expect(Array.from(scaleRows({ values: [Number.NaN], n: 1, f: 1 }, measureScale({ values: [Number.NaN], n: 1, f: 1 })))).toEqual([0]);
  });
  test("rows that do not fit are refused", () => {
    expect(() => measureScale({ values: [], n: 0, f: 1 })).toThrow("rows");
    expect(() => scaleRows({ values: [1, 2], n: 1, f: 2 }, measureScale({ values: [1], n: 1, f: 1 }))).toThrow("features");
  });
});
