import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SplitRule } from "../../src/index.ts";
import { labelComponents, plane, splitTouching } from "../../src/index.ts";
import { anyMask, drawn, mask } from "../support/picture.ts";

const everyPeak: SplitRule = { minDepth: 0, maxNeck: 1, minArea: 1, connectivity: 8 };

/** One row of heights, all of it foreground where positive. */
function cut(heights: readonly number[], rule: Partial<SplitRule>): string {
  const surface = plane(Float32Array.from(heights), heights.length, 1);
  const foreground = plane(
    Uint8Array.from(heights, (h) => (h === 0 ? 0 : 1)),
    heights.length,
    1,
  );
  return drawn(splitTouching(surface, foreground, { ...everyPeak, ...rule }).labels).join();
}

describe("splitTouching", () => {
  test.each([
    { name: "two peaks part at the saddle, which goes to its higher neighbour", heights: [1, 5, 2, 4, 1], rule: {}, picture: "11122" },
    { name: "a saddle between equal neighbours goes to the first", heights: [1, 5, 2, 5, 1], rule: {}, picture: "11122" },
    { name: "a peak as high above the saddle as minDepth stays", heights: [5, 2, 4], rule: { minDepth: 2 }, picture: "112" },
    { name: "a lower one is joined", heights: [5, 2, 4], rule: { minDepth: 2.1 }, picture: "111" },
    { name: "a neck of the given share of the lower body still parts", heights: [9, 2, 4], rule: { maxNeck: 0.5 }, picture: "112" },
    { name: "a wider neck does not", heights: [9, 2, 4], rule: { maxNeck: 0.49 }, picture: "111" },
    { name: "peaks joined in pairs become one", heights: [5, 4, 5, 4, 5], rule: { minDepth: 2 }, picture: "11111" },
    { name: "the shallow one of three is joined to the nearer", heights: [9, 1, 6, 5, 7], rule: { minDepth: 2 }, picture: "11222" },
    { name: "a plateau is one peak", heights: [3, 3, 3], rule: {}, picture: "111" },
    { name: "an infinite plateau is one peak", heights: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], rule: {}, picture: "11" },
    { name: "small pieces are dropped and the numbers close up", heights: [9, 0, 4, 4, 0, 3, 3], rule: { minArea: 2 }, picture: "..11.22" },
    { name: "negative heights order too", heights: [-1, -5, -2], rule: {}, picture: "112" },
  ])("$name", ({ heights, rule, picture }) => {
    expect(cut(heights, rule)).toBe(picture);
  });

  test("corners touch with connectivity 8 only", () => {
    const diagonal = mask("#.", ".#");
    const surface = plane(Float32Array.of(2, 0, 0, 1), 2, 2);
    expect(drawn(splitTouching(surface, diagonal, everyPeak).labels)).toEqual(["1.", ".1"]);
    expect(drawn(splitTouching(surface, diagonal, { ...everyPeak, connectivity: 4 }).labels)).toEqual(["1.", ".2"]);
  });

  test("the edge of the frame does not wrap round", () => {
    const surface = plane(Float32Array.of(0, 0, 2, 1, 0, 0), 3, 2);
    expect(drawn(splitTouching(surface, mask("..#", "#.."), everyPeak).labels)).toEqual(["..1", "2.."]);
  });

  test.each([Uint8Array, Uint16Array, Int32Array, Float64Array])("takes %s", (Samples) => {
    const surface = plane(Samples.of(1, 5, 2, 4, 1), 5, 1);
    expect(drawn(splitTouching(surface, mask("#####"), everyPeak).labels)).toEqual(["11122"]);
  });

  test("an empty mask has no object, a plane without a pixel is refused", () => {
    expect(splitTouching(plane(Float32Array.of(1, 2), 2, 1), mask(".."), everyPeak).count).toBe(0);
    expect(() => splitTouching(plane(new Float32Array(0), 0, 0), mask(), everyPeak)).toThrow("no pixel");
  });

  test("a constant surface gives the connected components", () => {
    fc.assert(
      fc.property(anyMask, fc.constantFrom(4 as const, 8 as const), (one, connectivity) => {
        const flat = plane(new Float32Array(one.data.length), one.width, one.height);
        const { labels, count } = labelComponents(one, connectivity);
        expect(splitTouching(flat, one, { minDepth: 1, maxNeck: 1, minArea: 1, connectivity })).toEqual({ labels, count });
      }),
    );
  });

  test("every piece lies in one component, has one peak without rules, and follows raster order", () => {
    fc.assert(
      fc.property(anyMask, fc.infiniteStream(fc.integer({ min: -4, max: 4 })), (one, heights) => {
        const surface = plane(
          Float32Array.from(one.data, () => heights.next().value),
          one.width,
          one.height,
        );
        const { labels, count } = splitTouching(surface, one, everyPeak);
        const whole = labelComponents(one, 8).labels;
        expect([...labels.data].map((label) => label !== 0)).toEqual([...one.data].map((v) => v !== 0));
        const firsts = [...new Set(labels.data)].filter((label) => label !== 0);
        expect(firsts).toEqual(Array.from({ length: count }, (_, i) => i + 1));
        for (let label = 1; label <= count; label++) {
          const homes = new Set([...whole.data].filter((_, i) => labels.data[i] === label));
          expect(homes.size).toBe(1);
          const piece = { ...one, data: Uint8Array.from(labels.data, (l) => (l === label ? 1 : 0)) };
          expect(labelComponents(piece, 8).count).toBe(1);
        }
      }),
    );
  });

  test("leaves its inputs alone", () => {
    const surface = plane(Float32Array.of(5, 2, 4), 3, 1);
    const foreground = mask("###");
    splitTouching(surface, foreground, everyPeak);
    expect([...surface.data, ...foreground.data]).toEqual([5, 2, 4, 1, 1, 1]);
  });
});
