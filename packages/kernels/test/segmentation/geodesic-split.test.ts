import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { geodesicSplit } from "../../src/index.ts";
import { anyMask, drawn, labels, mask } from "../support/picture.ts";

describe("geodesicSplit", () => {
  test("parts a bar between two markers; the pixel in the middle goes to the older one", () => {
    expect(drawn(geodesicSplit(mask("#####"), labels("1...2")))).toEqual(["11122"]);
    expect(drawn(geodesicSplit(mask("#####"), labels("2...1")))).toEqual(["22111"]);
  });
  test("goes by ways inside the object, not by the straight line", () => {
    const horseshoe = mask("#####", "#...#", "#...#");
    expect(drawn(geodesicSplit(horseshoe, labels("...2.", ".....", "1....")))).toEqual(["12222", "1...2", "1...2"]);
  });
  test("a barrier is crossed by no way, also when it does not close", () => {
    const field = mask("#####", "#####", "#####");
    const wall = mask("..#..", "..#..", ".....");
    expect(drawn(geodesicSplit(field, labels("1....", ".....", "....2"), wall))).toEqual(["11122", "11122", "11222"]);
    expect(drawn(geodesicSplit(field, labels("1....", ".....", "....."), mask("..#..", "..#..", "..#..")))).toEqual([
      "111..",
      "111..",
      "111..",
    ]);
  });
  test("nothing slips between two pixels of a barrier that touch at a corner", () => {
    const parted = geodesicSplit(mask("##", "##"), labels("1.", ".."), mask(".#", "#."));
    expect(drawn(parted)).toEqual(["11", "1."]);
  });
  test("markers outside or on a barrier are dropped, other objects stay empty", () => {
    expect(drawn(geodesicSplit(mask("##.##"), labels("1.2..")))).toEqual(["11..."]);
    expect(drawn(geodesicSplit(mask("###"), labels(".1."), mask(".#.")))).toEqual(["..."]);
  });
  test("every pixel of an object with a marker gets one, none outside does", () => {
    fc.assert(
      fc.property(anyMask, ({ data, width, height }) => {
        const first = data.indexOf(1);
        const markers = { data: Uint32Array.from(data, (_, i) => (i === first ? 3 : 0)), width, height };
        const parted = geodesicSplit({ data, width, height }, markers).data;
        for (const [i, label] of parted.entries()) if (data[i] === 0) expect(label).toBe(0);
        if (first >= 0) expect(parted[first]).toBe(3);
      }),
    );
  });
  test("other sizes and no pixels are refused", () => {
    expect(() => geodesicSplit(mask("##"), labels("1"))).toThrow("one size");
    expect(() => geodesicSplit(mask(), labels())).toThrow("holds no pixel");
  });
});
