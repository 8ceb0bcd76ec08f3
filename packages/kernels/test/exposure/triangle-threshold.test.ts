import { describe, expect, test } from "vitest";
import { binCentre, histogram, plane, triangleThreshold } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { reference } from "../support/reference.ts";

describe("triangleThreshold", () => {
  test.each([
    { name: "tail above the peak", counts: [2, 20, 8, 2, 1, 1, 1, 1], threshold: 3 },
    { name: "tail below the peak", counts: [1, 1, 1, 1, 2, 8, 20, 2], threshold: 4 },
    { name: "one occupied bin", counts: [0, 9, 0], threshold: 1 },
    { name: "one bin", counts: [9], threshold: 0 },
  ])("$name", ({ counts, threshold }) => {
    expect(triangleThreshold(Uint32Array.from(counts))).toBe(threshold);
  });
  test("refuses a histogram holds no pixel", () => {
    expect(() => triangleThreshold(new Uint32Array(3))).toThrow("holds no pixel");
  });
  test("agrees with scikit-image on 8 bits, 16 bits and floats", () => {
    const { u8, u16, f32, triangle } = reference<{ u8: number[]; u16: number[]; f32: number[]; triangle: number[] }>("exposure");
    const thresholds = [Uint8Array.from(u8), Uint16Array.from(u16), Float32Array.from(f32)].map((data) => {
      const counted = histogram(plane(data, data.length, 1));
      return binCentre(counted, triangleThreshold(counted.counts));
    });
    expect(thresholds[0]).toBe(triangle[0]);
    expect(thresholds[1]).toBe(triangle[1]);
    expect(thresholds[2]).toBeCloseTo(triangle[2] as number, 5);
  });
  testCase("triangle_u16", ({ inputs, outputs }) => {
    const counted = histogram(caseArray(inputs["image"]));
    expect(binCentre(counted, triangleThreshold(counted.counts))).toBe(outputs["threshold"]);
  });
});
