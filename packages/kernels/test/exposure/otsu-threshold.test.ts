import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binCentre, histogram, otsuThreshold, plane } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { reference } from "../support/reference.ts";

/** Between-class variance of a split, from the definition; 0 where a class is empty. */
function variance(counts: readonly number[], t: number): number {
  const moments = (from: number, to: number) =>
    counts.slice(from, to).reduce(({ n, sum }, count, i) => ({ n: n + count, sum: sum + count * (from + i) }), { n: 0, sum: 0 });
  const lower = moments(0, t + 1);
  const upper = moments(t + 1, counts.length);
  return lower.n === 0 || upper.n === 0 ? 0 : lower.n * upper.n * (lower.sum / lower.n - upper.sum / upper.n) ** 2;
}

describe("otsuThreshold", () => {
  test.each([
    { name: "a gap gives a tie, the lowest wins", counts: [5, 0, 0, 5], threshold: 0 },
    { name: "two groups", counts: [4, 6, 1, 0, 1, 7, 3], threshold: 2 },
    { name: "one occupied bin leaves no upper class", counts: [0, 0, 7, 0], threshold: 2 },
    { name: "the last bin alone", counts: [0, 0, 7], threshold: 2 },
    { name: "one bin", counts: [3], threshold: 0 },
    { name: "empty bins below", counts: [0, 0, 5, 0, 5], threshold: 2 },
  ])("$name", ({ counts, threshold }) => {
    expect(otsuThreshold(Uint32Array.from(counts))).toBe(threshold);
  });
  test("refuses a histogram holds no pixel", () => {
    expect(() => otsuThreshold(new Uint32Array(4))).toThrow("holds no pixel");
    expect(() => otsuThreshold(new Uint32Array(0))).toThrow("holds no pixel");
  });
  test("no other split separates the classes better", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 24 }), (counts) => {
        fc.pre(counts.filter((n) => n > 0).length > 1);
        const best = Math.max(...counts.map((_, t) => variance(counts, t)));
        expect(variance(counts, otsuThreshold(Uint32Array.from(counts)))).toBeGreaterThanOrEqual(best * (1 - 1e-9));
      }),
    );
  });
  test("agrees with scikit-image on 8 bits, 16 bits and floats", () => {
    const { u8, u16, f32, otsu } = reference<{ u8: number[]; u16: number[]; f32: number[]; otsu: number[] }>("exposure");
    const thresholds = [Uint8Array.from(u8), Uint16Array.from(u16), Float32Array.from(f32)].map((data) => {
      const counted = histogram(plane(data, data.length, 1));
      return binCentre(counted, otsuThreshold(counted.counts));
    });
    expect(thresholds[0]).toBe(otsu[0]);
    expect(thresholds[1]).toBe(otsu[1]);
    expect(thresholds[2]).toBeCloseTo(otsu[2] as number, 5);
  });
  testCase("otsu_u8", ({ inputs, outputs }) => {
    expect(otsuThreshold(histogram(caseArray(inputs["image"])).counts)).toBe(outputs["threshold"]);
  });
});
