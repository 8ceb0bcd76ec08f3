import { describe, expect, test } from "vitest";
import { principalComponents, projectRows } from "../../src/index.ts";

const line = { values: Float64Array.of(0, 0, 1, 2, 2, 4, 3, 6), n: 4, f: 2 };

describe("principalComponents", () => {
  test("of points on a line: its direction and all of the variance", () => {
    const found = principalComponents(line, 2);
    expect(Array.from(found.mean)).toEqual([1.5, 3]);
    expect(found.components[0]).toBeCloseTo(1 / Math.sqrt(5), 12);
    expect(found.components[1]).toBeCloseTo(2 / Math.sqrt(5), 12);
    expect(found.ratios[0]).toBeCloseTo(1, 12);
    expect(found.variances[0]).toBeCloseTo(25 / 3, 12);
  });
  test("scores have no mean and the variance of their component", () => {
    const scores = projectRows(line, principalComponents(line, 1));
    expect(scores.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
    expect(scores.reduce((a, b) => a + b * b, 0) / 3).toBeCloseTo(25 / 3, 12);
  });
  test("constant rows have no variance", () => {
    const found = principalComponents({ values: new Float32Array(6).fill(7), n: 3, f: 2 }, 1);
    expect(found.variances[0]).toBe(0);
    expect(found.ratios[0]).toBeNaN();
  });
  test("one row, too many components and NaN are refused", () => {
    expect(() => principalComponents({ values: [1, 2], n: 1, f: 2 }, 1)).toThrow("components");
    expect(() => principalComponents(line, 3)).toThrow("components");
    expect(() => principalComponents({ values: [1, Number.NaN], n: 2, f: 1 }, 1)).toThrow("finite");
    expect(() => projectRows({ values: [1], n: 1, f: 1 }, principalComponents(line, 1))).toThrow("features");
  });
});
