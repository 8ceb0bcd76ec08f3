import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillSmallHoles, labelComponents } from "../../src/index.ts";
import { anyMask, mask } from "../support/picture.ts";

describe("fillSmallHoles", () => {
  const holes = mask("#########", "#.##..#..", "#########", "#...#####", "#...#.#.#", "#########");

  test("holes of at most the given area are closed, a bay is not", () => {
    expect(fillSmallHoles(holes, 0)).toEqual(holes);
    expect(fillSmallHoles(holes, 1)).toEqual(mask("#########", "####..#..", "#########", "#...#####", "#...#####", "#########"));
    expect(fillSmallHoles(holes, 2)).toEqual(mask("#########", "#######..", "#########", "#...#####", "#...#####", "#########"));
    expect(fillSmallHoles(holes, 6)).toEqual(mask("#########", "#######..", "#########", "#########", "#########", "#########"));
    expect(fillSmallHoles(holes, Number.POSITIVE_INFINITY)).toEqual(fillSmallHoles(holes, 6));
  });

  test("holes that touch over a corner are one hole with 8 neighbours only", () => {
    const diagonal = mask("####", "#.##", "##.#", "####");
    expect(fillSmallHoles(diagonal, 1, 4)).toEqual(mask("####", "####", "####", "####"));
    expect(fillSmallHoles(diagonal, 1, 8)).toEqual(diagonal);
  });

  test("no pixel, 1 x 1, all background, all foreground", () => {
    expect(() => fillSmallHoles({ data: new Uint8Array(0), width: 0, height: 0 }, 9)).toThrow("no pixel");
    for (const same of [mask("."), mask("#"), mask("...", "..."), mask("###", "###")]) expect(fillSmallHoles(same, 9)).toEqual(same);
  });

  test("any other sample than 0 is foreground, and the mask is left alone", () => {
    const one = { data: Uint8Array.of(255, 255, 255, 255, 0, 255, 255, 255, 255), width: 3, height: 3 };
    expect([...fillSmallHoles(one, 1).data]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(one.data[4]).toBe(0);
  });

  test("what is still open is the frame's background and every larger hole", () => {
    fc.assert(
      fc.property(anyMask, fc.integer({ min: 0, max: 6 }), (one, maxArea) => {
        const filled = fillSmallHoles(one, maxArea);
        const inverted = { ...one, data: one.data.map((v) => (v === 0 ? 1 : 0)) };
        const { labels, count } = labelComponents(inverted, 4);
        for (let label = 1; label <= count; label++) {
          const pixels = [...labels.data.keys()].filter((i) => labels.data[i] === label);
          const touches = pixels.some((i) => {
            const x = i % one.width;
            const y = Math.floor(i / one.width);
            return x === 0 || y === 0 || x === one.width - 1 || y === one.height - 1;
          });
          for (const i of pixels) expect(filled.data[i]).toBe(!touches && pixels.length <= maxArea ? 1 : 0);
        }
        one.data.forEach((value, i) => {
          if (value !== 0) expect(filled.data[i]).toBe(1);
        });
      }),
    );
  });
});
