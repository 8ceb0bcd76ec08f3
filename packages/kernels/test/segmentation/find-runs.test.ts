import { describe, expect, test } from "vitest";
import type { Mask } from "../../src/index.ts";
import { randomSource } from "../../src/index.ts";
import { findRuns, type Ground } from "../../src/segmentation/find-runs.ts";
import { componentRuns } from "../../src/segmentation/label.ts";
import { mask } from "../support/picture.ts";

/** The definition: sample by sample. */
function runsByEye({ data, width, height }: Mask, ground: Ground) {
  const meant = (i: number): boolean => (data[i] !== 0) === (ground === "foreground");
  const [starts, ends, rows]: [number[], number[], number[]] = [[], [], [0]];
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (meant(i) && (x === 0 || !meant(i - 1))) starts.push(i);
      if (meant(i) && (x === width - 1 || !meant(i + 1))) ends.push(i + 1);
    }
    rows.push(starts.length);
  }
  return { starts, ends, rows };
}

function asLists({ starts, ends, rows }: ReturnType<typeof findRuns>) {
  return { starts: [...starts], ends: [...ends], rows: [...rows] };
}

describe("findRuns", () => {
  test("a run ends with its row", () => {
    const two = mask("..##", "#.#.");
    expect(asLists(findRuns(two, "foreground"))).toEqual({ starts: [2, 4, 6], ends: [4, 5, 7], rows: [0, 1, 3] });
    expect(asLists(findRuns(two, "background"))).toEqual({ starts: [0, 5, 7], ends: [2, 6, 8], rows: [0, 1, 3] });
  });
  test("a mask without a pixel has none", () => {
    expect(asLists(findRuns({ data: new Uint8Array(0), width: 0, height: 0 }, "background"))).toEqual({ starts: [], ends: [], rows: [0] });
  });
  test("wherever the samples lie in memory, and whatever they are, 0 alone is background", () => {
    const random = randomSource(1);
    for (let width = 1; width <= 50; width++)
      for (let offset = 0; offset < 8; offset++) {
        const bytes = new Uint8Array(offset + 5 * width);
        // Long runs as well as short ones: empty words are skipped by fours.
        for (let i = 0, left = 0; i < bytes.length; i++, left--) {
          if (left <= 0) left = random.below(offset < 4 ? 3 : 40);
          bytes[i] = left % 2 === 1 ? [1, 127, 128, 255][random.below(4)]! : 0;
          if (offset >= 4 && left > 2) bytes[i] = left > 20 ? 0 : 255;
        }
        const any = { data: bytes.subarray(offset), width, height: 5 };
        for (const ground of ["foreground", "background"] as const)
          expect(asLists(findRuns(any, ground)), `${width} from ${offset}`).toEqual(runsByEye(any, ground));
      }
  });
  test("more runs than were reckoned with", () => {
    const comb = { data: Uint8Array.from({ length: 300 * 301 }, (_, i) => i & 1), width: 301, height: 300 };
    expect(asLists(findRuns(comb, "foreground"))).toEqual(runsByEye(comb, "foreground"));
    expect(componentRuns(comb, "foreground", 8).count).toBe(1);
    expect(componentRuns(comb, "background", 4).count).toBe(300 * 150 + 150);
  });
});
