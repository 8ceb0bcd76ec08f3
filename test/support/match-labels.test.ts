import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchLabels } from "./match-labels.ts";

const row = (...labels: readonly number[]): Labels => plane(Uint32Array.from(labels), labels.length, 1);

describe("matchLabels", () => {
  test("equal images match in full, whatever the numbers are", () => {
    expect(matchLabels(row(0, 1, 1, 0, 7), row(0, 4_000_000_000, 4_000_000_000, 0, 1), 0.5)).toEqual({
      pairs: [
        { truth: 1, found: 4_000_000_000, iou: 1 },
        { truth: 7, found: 1, iou: 1 },
      ],
      truthCount: 2,
      foundCount: 2,
    });
  });

  test("an IoU equal to the least one is a match, one below is not", () => {
    expect(matchLabels(row(1, 1, 1, 0), row(0, 1, 1, 1), 0.5).pairs).toEqual([{ truth: 1, found: 1, iou: 0.5 }]);
    expect(matchLabels(row(1, 1, 1, 0), row(0, 1, 1, 1), 0.51).pairs).toEqual([]);
  });

  test("two halves of IoU 0.5: the lower found label is taken, the other stays alone", () => {
    expect(matchLabels(row(1, 1, 1, 1), row(9, 9, 2, 2), 0.5)).toEqual({
      pairs: [{ truth: 1, found: 2, iou: 0.5 }],
      truthCount: 1,
      foundCount: 2,
    });
  });

  test("two true objects under one found: the lower true label is taken", () => {
    expect(matchLabels(row(5, 5, 3, 3), row(1, 1, 1, 1), 0.5).pairs).toEqual([{ truth: 3, found: 1, iou: 0.5 }]);
  });

  test("below 0.5 the best overlap goes first and bars the rest", () => {
    // 1-8 share 2 of 5 pixels, 1-9 share 1 of 4 and 2-8 share 2 of 4.
    const { pairs } = matchLabels(row(1, 1, 1, 2, 2), row(9, 8, 8, 8, 8), 0.2);
    expect(pairs).toEqual([
      { truth: 2, found: 8, iou: 0.5 },
      { truth: 1, found: 9, iou: 1 / 3 },
    ]);
  });

  test.each([
    { name: "nothing on either side", truth: row(0, 0), found: row(0, 0), truthCount: 0, foundCount: 0 },
    { name: "nothing found", truth: row(1, 2), found: row(0, 0), truthCount: 2, foundCount: 0 },
    { name: "nothing true", truth: row(0, 0), found: row(3, 0), truthCount: 0, foundCount: 1 },
    { name: "no pixel", truth: row(), found: row(), truthCount: 0, foundCount: 0 },
  ])("$name", ({ truth, found, truthCount, foundCount }) => {
    expect(matchLabels(truth, found, 0.5)).toEqual({ pairs: [], truthCount, foundCount });
  });

  test("images of different size and an IoU of 0 are refused", () => {
    expect(() => matchLabels(row(1), row(1, 1), 0.5)).toThrow(RangeError);
    expect(() => matchLabels(row(1), row(1), 0)).toThrow(RangeError);
  });

  test("each object stands in one pair at most and each IoU is what its definition gives", () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 40 });
    fc.assert(
      fc.property(labels, fc.constantFrom(0.1, 0.5, 0.8), (both, minIou) => {
        const { pairs } = matchLabels(row(...both.map(([t]) => t)), row(...both.map(([, f]) => f)), minIou);
        expect(new Set(pairs.map((pair) => pair.truth)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.found)).size).toBe(pairs.length);
        for (const { truth, found, iou } of pairs) {
          const shared = both.filter(([t, f]) => t === truth && f === found).length;
          const either = both.filter(([t, f]) => t === truth || f === found).length;
          expect(iou).toBe(shared / either);
          expect(iou).toBeGreaterThanOrEqual(minIou);
        }
      }),
    );
  });
});
