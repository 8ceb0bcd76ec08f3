import { describe, expect, test } from "vitest";
import { plane, quantilesOf, quantileThreshold } from "../../src/index.ts";
import { farthest, reference } from "../support/reference.ts";

describe("quantileThreshold", () => {
  test("interpolates between neighbours in rank", () => {
    const data = Uint8Array.of(40, 10, 20, 30);
    expect(quantileThreshold(plane(data, 2, 2), 0.5)).toBe(25);
    expect(quantileThreshold(plane(data, 2, 2), 1)).toBe(40);
    expect(Array.from(data)).toEqual([40, 10, 20, 30]);
  });
  test("leaves NaN out and the caller's pixels in their order", () => {
    const data = Float32Array.of(Number.NaN, 3, -1, 1);
    expect(quantilesOf(plane(data, 4, 1), [0, 0.5, 1])).toEqual([-1, 1, 3]);
    expect(Array.from(data)).toEqual([Number.NaN, 3, -1, 1]);
  });
  test.each([Int8Array, Int16Array, Int32Array, Float64Array])("negative samples in %o", (Samples) => {
    expect(quantilesOf(plane(Samples.of(-3, 5, -7), 3, 1), [0, 0.25, 1])).toEqual([-7, -5, 5]);
  });
  test("refuses what has no answer", () => {
    expect(() => quantileThreshold(plane(new Uint8Array(0), 0, 0), 0.5)).toThrow("no pixel");
    expect(() => quantileThreshold(plane(Float32Array.of(Number.NaN), 1, 1), 0.5)).toThrow("no sample");
    expect(() => quantileThreshold(plane(Uint8Array.of(1), 1, 1), 1.5)).toThrow("0..1");
    expect(() => quantileThreshold(plane(Uint8Array.of(1), 1, 1), Number.NaN)).toThrow("0..1");
  });
  test("agrees with numpy", () => {
    const { u8, u16, f32, quantiles } = reference<{ u8: number[]; u16: number[]; f32: number[]; quantiles: number[][] }>("exposure");
    const at = [0, 0.02, 0.333, 0.5, 0.98, 1];
    for (const [i, data] of [Uint8Array.from(u8), Uint16Array.from(u16), Float32Array.from(f32)].entries())
      expect(farthest(quantilesOf(plane(data, data.length, 1), at), quantiles[i] as number[])).toBeLessThan(1e-9);
  });
});
