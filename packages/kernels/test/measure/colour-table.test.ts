import { describe, expect, test } from "vitest";
import { measureColour, plane } from "../../src/index.ts";
import { tableRow } from "./drawn-objects.ts";

/** One row of pixels `red, green, blue`, all of them one object. */
function colourOf(...pixels: readonly (readonly [number, number, number])[]): Record<string, number> {
  const width = pixels.length;
  const channel = (c: 0 | 1 | 2) =>
    plane(
      Float32Array.from(pixels, (pixel) => pixel[c]),
      width,
      1,
    );
  return tableRow(measureColour(plane(new Uint32Array(width).fill(1), width, 1), [channel(0), channel(1), channel(2)]), 0);
}

describe("measureColour", () => {
  test("the mean of two reds beside 0 is red, not cyan", () => {
    const { hue_mean: hue, hue_concentration: concentration } = colourOf([1, 0.25, 0], [1, 0, 0.25]);
    expect(Math.min(hue!, 360 - hue!)).toBeLessThan(1e-4);
    expect(concentration).toBeCloseTo(Math.cos(Math.PI / 12), 6);
  });

  test("grey has no hue, and does not count where others have one", () => {
    expect(colourOf([0.5, 0.5, 0.5])).toMatchObject({ hue_share: 0, saturation_mean: 0, value_mean: 0.5, red_std: 0 });
    expect(colourOf([0.5, 0.5, 0.5])["hue_mean"]).toBeNaN();
    expect(colourOf([0.5, 0.5, 0.5], [0, 1, 0])["hue_mean"]).toBeCloseTo(120, 4);
    expect(colourOf([0.5, 0.5, 0.5], [0, 1, 0])["hue_share"]).toBe(0.5);
  });

  test("opposite hues have no mean", () => {
    const { hue_mean: hue, hue_concentration: concentration } = colourOf([1, 0, 0], [0, 1, 1]);
    expect(hue).toBeNaN();
    expect(concentration).toBeLessThan(1e-6);
  });

  test("a sample that is no number leaves nothing", () => {
    expect(Object.values(colourOf([1, Number.NaN, 0], [1, 0, 0])).every((value) => Number.isNaN(value))).toBe(true);
  });
});
