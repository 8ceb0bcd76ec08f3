import { describe, expect, test } from "vitest";
import type { Mask } from "../../src/index.ts";
import { gaussianBlur, labelComponents, localMaxima, plane } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { labels } from "../support/picture.ts";
import { reference } from "../support/reference.ts";

describe("localMaxima", () => {
  const line = plane(Uint8Array.of(0, 5, 1, 7, 1, 0, 0, 4, 0), 9, 1);
  test("of peaks too near the higher one stays", () => {
    expect(Array.from(localMaxima(line, { minDistance: 1 }))).toEqual([1, 3, 7]);
    expect(Array.from(localMaxima(line, { minDistance: 2 }))).toEqual([3, 7]);
    expect(Array.from(localMaxima(line, { minDistance: 9 }))).toEqual([3]);
    expect(Array.from(localMaxima(line, { minDistance: 1, above: 4 }))).toEqual([1, 3]);
  });
  test("a higher pixel of another region does not hide a peak; region 0 has none", () => {
    expect(Array.from(localMaxima(line, { minDistance: 9, regions: labels("1112222..") }))).toEqual([1, 3]);
  });
  test("a plateau gives its first pixel, a constant plane nothing, NaN is no peak", () => {
    expect(Array.from(localMaxima(plane(Uint8Array.of(0, 3, 3, 3, 0), 5, 1), { minDistance: 3 }))).toEqual([1]);
    expect(localMaxima(plane(new Uint8Array(9).fill(4), 3, 3), { minDistance: 1 }).length).toBe(0);
    expect(Array.from(localMaxima(plane(Float32Array.of(Number.NaN, 1, 0), 3, 1), { minDistance: 1 }))).toEqual([1]);
    expect(() => localMaxima(plane(new Uint8Array(0), 0, 0), { minDistance: 1 })).toThrow("no pixel");
    expect(() => localMaxima(line, { minDistance: 0.5 })).toThrow("whole number");
  });
  test("agrees with scikit-image", () => {
    const { surface, peaks, width } = reference<{ surface: number[]; peaks: number[][]; width: number }>("watershed");
    const image = plane(
      Uint8Array.from(surface, (v) => 255 - v),
      width,
      surface.length / width,
    );
    const found = Array.from(localMaxima(image, { minDistance: 4 }), (i) => [Math.floor(i / width), i % width]);
    expect(found).toEqual(peaks);
  });
  testCase("peaks", ({ inputs, outputs }) => {
    const blurred = gaussianBlur(caseArray(inputs["distance"]), 1, "nearest");
    const regions = labelComponents(caseArray(inputs["mask"]) as Mask, 8).labels;
    const found = new Set(localMaxima(blurred, { minDistance: 5, regions }));
    const points = caseArray(outputs["points"]);
    const expected = Array.from(
      { length: points.height },
      (_, i) => (points.data[2 * i] as number) * blurred.width + (points.data[2 * i + 1] as number),
    );
    const shared = expected.filter((i) => found.has(i)).length;
    expect(
      [shared / expected.length, shared / found.size].every((share) => share > 0.97),
      `${shared} of ${expected.length} and ${found.size}`,
    ).toBe(true);
  });
});
