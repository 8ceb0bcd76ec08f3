import { describe, expect, test } from "vitest";
import { plane, regionStatistics } from "../../src/index.ts";
import { mask } from "../support/picture.ts";

describe("regionStatistics", () => {
  test("of what lies inside", () => {
    expect(regionStatistics(plane(Uint8Array.of(1, 9, 3, 5), 4, 1), mask("#.##"))).toEqual({
      count: 3,
      missing: 0,
      min: 1,
      max: 5,
      mean: 3,
      std: Math.sqrt(8 / 3),
      median: 3,
      sum: 9,
    });
  });
  test("the median of an even number is the mean of the middle two; NaN and infinities are counted apart", () => {
    const image = plane(Float32Array.of(-1, 4, Number.NaN, Number.POSITIVE_INFINITY), 4, 1);
    expect(regionStatistics(image, mask("####"))).toMatchObject({ count: 2, missing: 2, median: 1.5, min: -1, max: 4 });
  });
  test("nothing inside has no values", () => {
    expect(regionStatistics(plane(Uint8Array.of(1), 1, 1), mask("."))).toEqual({
      count: 0,
      missing: 0,
      min: Number.NaN,
      max: Number.NaN,
      mean: Number.NaN,
      std: Number.NaN,
      median: Number.NaN,
      sum: 0,
    });
  });
  test("other sizes and no pixels are refused", () => {
    expect(() => regionStatistics(plane(Uint8Array.of(1), 1, 1), mask("##"))).toThrow("one size");
    expect(() => regionStatistics(plane(new Uint8Array(0), 0, 0), mask())).toThrow("holds no pixel");
  });
});
