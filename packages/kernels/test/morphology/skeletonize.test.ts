import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelComponents, skeletonize } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { anyMask, drawn, mask } from "../support/picture.ts";

describe("skeletonize", () => {
  test("a bar becomes a line, a ring stays a ring", () => {
    expect(drawn(skeletonize(mask(".......", ".#####.", ".#####.", ".#####.", ".......")))).toEqual([
      ".......",
      "....1..",
      ".111...",
      ".......",
      ".......",
    ]);
    const ring = mask(".###.", "#...#", "#...#", "#...#", ".###.");
    expect(skeletonize(ring)).toEqual(ring);
  });
  test("a pixel stays, an empty mask stays empty, values other than 0 are foreground", () => {
    expect(drawn(skeletonize(mask("#")))).toEqual(["1"]);
    expect(drawn(skeletonize(mask("...", "...")))).toEqual(["...", "..."]);
    expect(drawn(skeletonize({ data: Uint8Array.of(255, 7, 9), width: 3, height: 1 }))).toEqual(["111"]);
  });
  test("is part of the mask, thins no further, and keeps larger parts in one piece", () => {
    fc.assert(
      fc.property(anyMask, (given) => {
        const thin = skeletonize(given);
        expect(thin.data.every((value, i) => value <= given.data[i])).toBe(true);
        expect(skeletonize(thin)).toEqual(thin);
        expect(labelComponents(thin, 8).count).toBeLessThanOrEqual(labelComponents(given, 8).count);
      }),
    );
  });
  test("a plane holds no pixel is refused", () => {
    expect(() => skeletonize(mask())).toThrow("holds no pixel");
  });
  testCase("skeletonize", ({ inputs, outputs }) => {
    const given = caseArray(inputs["mask"]);
    const thin = skeletonize({ ...given, data: Uint8Array.from(given.data) });
    expect(Array.from(thin.data)).toEqual(Array.from(caseArray(outputs["mask"]).data));
  });
});
