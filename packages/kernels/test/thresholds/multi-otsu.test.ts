import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multiOtsuThresholds, otsuThreshold } from "../../src/index.ts";

/** The definition: every way to part the bins, the best and of equally good ones the lowest. */
function searched(counts: Uint32Array, classes: number): number {
  let most = -1;
  const spread = (from: number, to: number): number => {
    let [pixels, sum] = [0, 0];
    for (let bin = from; bin < to; bin++) [pixels, sum] = [pixels + counts[bin], sum + counts[bin] * bin];
    return pixels === 0 ? 0 : (sum * sum) / pixels;
  };
  const part = (from: number, left: number, total: number): void => {
    if (left === 1) most = Math.max(most, total + spread(from, counts.length));
    else for (let to = from + 1; to < counts.length; to++) part(to, left - 1, total + spread(from, to));
  };
  part(0, classes, 0);
  return most;
}

function spreadOf(counts: Uint32Array, thresholds: readonly number[]): number {
  const ends = [...thresholds.map((bin) => bin + 1), counts.length];
  return ends.reduce((total, end, k) => {
    const from = k === 0 ? 0 : ends[k - 1];
    let [pixels, sum] = [0, 0];
    for (let bin = from; bin < end; bin++) [pixels, sum] = [pixels + counts[bin], sum + counts[bin] * bin];
    return total + (pixels === 0 ? 0 : (sum * sum) / pixels);
  }, 0);
}

describe("multiOtsuThresholds", () => {
  test("three heaps are three classes", () => {
    expect(multiOtsuThresholds(Uint32Array.of(9, 0, 0, 0, 9, 1, 0, 0, 0, 9), 3)).toEqual([0, 5]);
  });
  test("with as few grey values as classes each is one; a single one has no threshold", () => {
    expect(multiOtsuThresholds(Uint32Array.of(0, 5, 0, 7), 4)).toEqual([1]);
    expect(multiOtsuThresholds(Uint32Array.of(0, 5, 0), 2)).toEqual([]);
  });
  test("refuses what has no answer", () => {
    expect(() => multiOtsuThresholds(new Uint32Array(4), 2)).toThrow("holds no pixel");
    for (const classes of [1, 2.5, Number.NaN]) expect(() => multiOtsuThresholds(Uint32Array.of(1), classes)).toThrow("classes");
  });
  test("is as good as the best of all splits, and two classes are Otsu's", () => {
    const histograms = fc.array(fc.nat(20), { minLength: 4, maxLength: 10 }).filter((counts) => counts.filter((n) => n > 0).length > 4);
    fc.assert(
      fc.property(histograms, fc.constantFrom(2, 3, 4), (values, classes) => {
        const counts = Uint32Array.from(values);
        expect(spreadOf(counts, multiOtsuThresholds(counts, classes))).toBeCloseTo(searched(counts, classes), 6);
        const [bin] = multiOtsuThresholds(counts, 2);
        expect(spreadOf(counts, [bin])).toBeCloseTo(spreadOf(counts, [otsuThreshold(counts)]), 6);
      }),
    );
  });
});
