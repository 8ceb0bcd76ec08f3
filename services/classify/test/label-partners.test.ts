import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPartners } from "../src/label-partners.ts";

const row = (...labels: readonly number[]): Labels => plane(Uint32Array.from(labels), labels.length, 1);
const all = (labels: Labels) => new Set(labels.data);

describe("findPartners", () => {
  test.each([
    {
      name: "equal objects under other numbers",
      older: [1, 1, 0, 7],
      newer: [9, 9, 0, 2],
      partners: [
        [1, 9, 1],
        [7, 2, 1],
      ],
    },
    { name: "an IoU of exactly 0.5 is enough", older: [1, 1, 1, 0], newer: [0, 4, 4, 4], partners: [[1, 4, 0.5]] },
    { name: "one below 0.5 is not", older: [1, 1, 1, 0, 0], newer: [0, 4, 4, 4, 4], partners: [] },
    { name: "of two halves the lower label", older: [1, 1, 1, 1], newer: [9, 9, 2, 2], partners: [[1, 2, 0.5]] },
    {
      name: "two halves that became one both have it as partner",
      older: [3, 3, 5, 5],
      newer: [1, 1, 1, 1],
      partners: [
        [3, 1, 0.5],
        [5, 1, 0.5],
      ],
    },
    { name: "nothing there any more", older: [1, 1], newer: [0, 0], partners: [] },
    { name: "nothing there before", older: [0, 0], newer: [1, 1], partners: [] },
  ])("$name", ({ older, newer, partners }) => {
    const found = findPartners(row(...older), row(...newer), all(row(...older)));
    expect([...found].map(([from, { label, iou }]) => [from, label, iou])).toEqual(partners);
  });

  test("objects that are not wanted are left out", () => {
    expect([...findPartners(row(1, 2, 2), row(1, 2, 2), new Set([2])).keys()]).toEqual([2]);
  });

  test("images of different sizes cannot be compared", () => {
    expect(() => findPartners(row(1), row(1, 1), new Set([1]))).toThrow(RangeError);
  });

  test("is the best of all pairs by the definition", () => {
    const image = fc.array(fc.nat({ max: 4 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(image, image, (before, after) => {
        const [older, newer] = [row(...before), row(...after)];
        const found = findPartners(older, newer, all(older));
        for (const from of [1, 2, 3, 4]) {
          const ious = [1, 2, 3, 4].map((to) => {
            const both = before.filter((label, at) => label === from && after[at] === to).length;
            const either = before.filter((label, at) => label === from || after[at] === to).length;
            return either === 0 ? 0 : both / either;
          });
          const best = Math.max(...ious);
          expect(found.get(from)).toEqual(best >= 0.5 ? { label: ious.indexOf(best) + 1, iou: best } : undefined);
        }
      }),
    );
  });
});
