import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mask } from "../../src/index.ts";
import { distanceTransform } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { anyMask, mask } from "../support/picture.ts";
import { farthest, reference } from "../support/reference.ts";

describe("distanceTransform", () => {
  test("centre to centre, the border is no background", () => {
    expect(Array.from(distanceTransform(mask("###", "##.", "###")).data)).toEqual(
      Array.from(Float32Array.of(Math.sqrt(5), Math.SQRT2, 1, 2, 1, 0, Math.sqrt(5), Math.SQRT2, 1)),
    );
  });
  test("no background: infinitely far; no foreground: 0; no pixel: refused", () => {
    expect(distanceTransform(mask("##", "##")).data.every((d) => d === Number.POSITIVE_INFINITY)).toBe(true);
    expect(distanceTransform(mask("..", "..")).data.every((d) => d === 0)).toBe(true);
    expect(() => distanceTransform({ data: new Uint8Array(0), width: 0, height: 0 })).toThrow("no pixel");
  });
  test("is the distance to the nearest background pixel, with pixels of any shape", () => {
    fc.assert(
      fc.property(anyMask, fc.constantFrom(1, 0.5, 3), fc.constantFrom(1, 2), (any, x, y) => {
        const { data } = distanceTransform(any, { x, y });
        for (let i = 0; i < data.length; i++) {
          const nearest = Array.from(any.data, (v, j) =>
            v === 0
              ? Math.hypot(((i % any.width) - (j % any.width)) * x, (Math.floor(i / any.width) - Math.floor(j / any.width)) * y)
              : Number.POSITIVE_INFINITY,
          );
          const expected = Math.min(...nearest);
          if (expected === Number.POSITIVE_INFINITY) expect(data[i]).toBe(expected);
          else expect(data[i]).toBeCloseTo(expected, 4);
        }
      }),
      { numRuns: 300 },
    );
  });
  test("agrees with scipy", () => {
    const { mask: data, distance, width } = reference<{ mask: number[]; distance: number[]; width: number }>("morphology");
    expect(farthest(distanceTransform({ data: Uint8Array.from(data), width, height: data.length / width }).data, distance)).toBeLessThan(
      1e-4,
    );
  });
  testCase("edt", ({ inputs, outputs }) => {
    expect(farthest(distanceTransform(caseArray(inputs["mask"]) as Mask).data, caseArray(outputs["distance"]).data)).toBeLessThan(1e-4);
  });
  testCase("edt_sampling", ({ inputs, outputs }) => {
    const { data } = distanceTransform(caseArray(inputs["mask"]) as Mask, { y: 2, x: 1 });
    expect(farthest(data, caseArray(outputs["distance"]).data)).toBeLessThan(1e-4);
  });
});
