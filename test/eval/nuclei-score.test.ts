import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import { describe, expect, test } from "vitest";
import { groupOf, scoreImage, scoreNuclei } from "./nuclei-score.ts";

const row = (...labels: readonly number[]): Labels => plane(Uint32Array.from(labels), labels.length, 1);

describe("groupOf", () => {
  test.each([
    { name: "one pixel with another blue makes an image stained", samples: [9, 9, 9, 9, 9, 8], channels: 3, group: "stained" },
    { name: "equal channels are grey", samples: [9, 9, 9, 200, 200, 200], channels: 3, group: "fluorescence" },
    { name: "alpha is passed over", samples: [9, 9, 9, 255, 9, 9, 9, 255], channels: 4, group: "fluorescence" },
    { name: "a mean of 128 is still dark", samples: [128, 128], channels: 1, group: "fluorescence" },
    { name: "a mean above 128 is bright", samples: [128, 129], channels: 1, group: "bright" },
  ] as const)("$name", ({ samples, channels, group }) => {
    expect(groupOf(Uint8Array.from(samples), channels)).toBe(group);
  });
});

describe("scoreNuclei", () => {
  test("counts are pooled before the ratio, group by group", () => {
    const scores = scoreNuclei([
      { name: "a", group: "fluorescence", truth: row(1, 2, 3, 0), found: row(1, 2, 3, 0) },
      { name: "b", group: "fluorescence", truth: row(1, 1, 1, 0), found: row(0, 0, 2, 2) },
      { name: "c", group: "stained", truth: row(1, 1, 1, 1), found: row(1, 1, 1, 0) },
    ]);
    expect([...scores]).toEqual([
      ["fluorescence", { images: 2, truth: 4, found: 4, matched: 3, f1: 0.75, matchedIou: 1 }],
      ["stained", { images: 1, truth: 1, found: 1, matched: 1, f1: 1, matchedIou: 0.75 }],
    ]);
  });

  test("false objects and missed objects both cost", () => {
    expect(scoreImage({ truth: row(1, 2, 0), found: row(1, 0, 0) }).f1).toBeCloseTo(2 / 3, 15);
    expect(scoreImage({ truth: row(1, 0, 0), found: row(1, 2, 0) }).f1).toBeCloseTo(2 / 3, 15);
  });

  test("nothing to find and nothing found is perfect, anything found in it is not", () => {
    expect(scoreImage({ truth: row(0), found: row(0) })).toMatchObject({ f1: 1, matchedIou: Number.NaN });
    expect(scoreImage({ truth: row(0), found: row(1) }).f1).toBe(0);
  });
});
