import { describe, expect, test } from "vitest";
import type { Border } from "../../src/index.ts";
import { gaussianBlur, plane } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { farthest, reference } from "../support/reference.ts";

describe("gaussianBlur", () => {
  test("one bright pixel becomes the sampled Gaussian", () => {
    const out = gaussianBlur(plane(Uint8Array.of(0, 0, 0, 0, 100, 0, 0, 0, 0), 9, 1), 1, "nearest").data;
    const weights = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((x) => Math.exp((-x * x) / 2));
    const sum = weights.reduce((a, b) => a + b);
    expect(
      farthest(
        out,
        weights.map((w) => (100 * w) / sum),
      ),
    ).toBeLessThan(1e-5);
  });
  test.each([Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])(
    "a constant stays constant, with small and large sigma, in %o",
    (Samples) => {
      for (const sigma of [0, 0.3, 5, 30, 500])
        for (const border of ["reflect", "nearest"] as const)
          expect(farthest(gaussianBlur(plane(new Samples(35).fill(77), 7, 5), sigma, border).data, new Array(35).fill(77))).toBeLessThan(
            1e-3,
          );
    },
  );
  test("1 x 1, empty, NaN and bad sigma", () => {
    expect(gaussianBlur(plane(Uint8Array.of(9), 1, 1), 40).data[0]).toBeCloseTo(9, 4);
    expect(() => gaussianBlur(plane(new Uint8Array(0), 0, 0), 40)).toThrow("no pixel");
    expect(gaussianBlur(plane(Float32Array.of(Number.NaN, 1), 2, 1), 1).data.every(Number.isNaN)).toBe(true);
    for (const sigma of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => gaussianBlur(plane(Uint8Array.of(9), 1, 1), sigma)).toThrow("sigma");
  });
  test("agrees with scikit-image for both borders, also where the blur is wider than the frame", () => {
    const { u8, width, gaussian } = reference<{ u8: number[]; width: number; gaussian: Record<string, number[]> }>("filters");
    for (const [name, expected] of Object.entries(gaussian)) {
      const [border, sigma] = name.split("-") as [Border, string];
      const out = gaussianBlur(plane(Uint8Array.from(u8), width, u8.length / width), Number(sigma), border);
      expect(farthest(out.data, expected), name).toBeLessThan(Number(sigma) < 20 ? 0.006 : 0.1);
    }
  });
  testCase("gaussian2_reflect_u8", ({ inputs, outputs }) => {
    expect(farthest(gaussianBlur(caseArray(inputs["image"]), 2, "reflect").data, caseArray(outputs["image"]).data)).toBeLessThan(0.01);
  });
  testCase("gaussian20_nearest_u16", ({ inputs, outputs }) => {
    expect(farthest(gaussianBlur(caseArray(inputs["image"]), 20, "nearest").data, caseArray(outputs["image"]).data)).toBeLessThan(0.1);
  });
});
