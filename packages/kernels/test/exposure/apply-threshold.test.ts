import { describe, expect, test } from "vitest";
import { applyThreshold, plane } from "../../src/index.ts";

describe("applyThreshold", () => {
  const image = plane(Uint8Array.of(200, 10, 210, 12), 2, 2);
  test("bright is above, dark is at or below", () => {
    expect(Array.from(applyThreshold(image, 200, "bright").data)).toEqual([0, 0, 1, 0]);
    expect(Array.from(applyThreshold(image, 200, "dark").data)).toEqual([1, 1, 0, 1]);
  });
  test("NaN is background on either side", () => {
    const holed = plane(Float32Array.of(Number.NaN, 1, 3), 3, 1);
    expect(Array.from(applyThreshold(holed, 2, "bright").data)).toEqual([0, 0, 1]);
    expect(Array.from(applyThreshold(holed, 2, "dark").data)).toEqual([0, 1, 0]);
  });
  test("auto takes the side that is rarer on the frame's border, though it fills the inside", () => {
    const darkRim = Uint8Array.of(1, 1, 1, 1, 1, 9, 9, 1, 1, 9, 9, 1, 1, 9, 1, 1);
    expect(applyThreshold(plane(darkRim, 4, 4), 5, "auto")).toEqual(applyThreshold(plane(darkRim, 4, 4), 5, "bright"));
    const brightRim = darkRim.map((v) => 10 - v);
    expect(applyThreshold(plane(brightRim, 4, 4), 5, "auto")).toEqual(applyThreshold(plane(brightRim, 4, 4), 5, "dark"));
  });
  test.each([
    [1, 1],
    [1, 3],
    [3, 1],
  ])("a frame of %d x %d is all border", (width, height) => {
    expect(applyThreshold(plane(new Uint8Array(width * height).fill(9), width, height), 5, "auto").data.every((v) => v === 0)).toBe(true);
  });
});
