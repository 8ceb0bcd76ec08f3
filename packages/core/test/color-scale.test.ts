import { COLOR_SCALE, colorOfShare } from "@argosy/core";
import { expect, test } from "vitest";

const channels = (color: string) => [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);

/** Relative luminance of sRGB, IEC 61966-2-1. */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

test("the ends are those of the scale, and what lies beyond is taken for them", () => {
  expect([colorOfShare(0), colorOfShare(-3)]).toEqual([COLOR_SCALE[0], COLOR_SCALE[0]]);
  expect([colorOfShare(1), colorOfShare(7)]).toEqual([COLOR_SCALE.at(-1), COLOR_SCALE.at(-1)]);
});

test("it gets brighter throughout, and has few colours", () => {
  const colors = Array.from({ length: 1_000 }, (_, share) => colorOfShare(share / 999));
  const different = [...new Set(colors)];
  expect(different.length).toBe(64);
  expect(colors.every((color) => /^[0-9a-f]{6}$/.test(color))).toBe(true);
  const brightness = different.map(luminance);
  expect(brightness).toEqual(brightness.toSorted((a, b) => a - b));
});
