import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convexHullImage } from "../../src/index.ts";
import { anyMask, drawn, mask } from "../support/picture.ts";

describe("convexHullImage", () => {
  test("fills what lies between the pixels", () => {
    expect(drawn(convexHullImage(mask("#...#", ".....", "..#..", ".....")))).toEqual(["11111", ".111.", "..1..", "....."]);
    expect(drawn(convexHullImage(mask("....", ".#..", "....")))).toEqual(["....", ".1..", "...."]);
  });
  test("an empty mask stays empty, a full one full", () => {
    expect(drawn(convexHullImage(mask("..", "..")))).toEqual(["..", ".."]);
    expect(drawn(convexHullImage(mask("###", "###")))).toEqual(["111", "111"]);
  });
  test("holds the mask, without a gap in any row", () => {
    fc.assert(
      fc.property(anyMask, (given) => {
        const hull = convexHullImage(given);
        expect(given.data.every((value, i) => value <= hull.data[i])).toBe(true);
        for (const row of drawn(hull)) expect(row).toMatch(/^\.*1*\.*$/);
      }),
    );
  });
  test("a plane holds no pixel is refused", () => {
    expect(() => convexHullImage(mask())).toThrow("holds no pixel");
  });
});
