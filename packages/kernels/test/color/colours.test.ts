import { describe, expect, test } from "vitest";
import { convertEach } from "../../src/color/hsv.ts";
import type { ColourChannels, Plane } from "../../src/index.ts";
import { plane, rgbToHsv, rgbToLab, STAINS, separateStains } from "../../src/index.ts";

function pixel(red: number, green: number, blue: number): ColourChannels {
  const one = (value: number) => plane(Uint8Array.of(value), 1, 1);
  return [one(red), one(green), one(blue)];
}

test.each([
  { name: "black", rgb: [0, 0, 0], hsv: [0, 0, 0] },
  { name: "grey", rgb: [51, 51, 51], hsv: [0, 0, 0.2] },
  { name: "red", rgb: [255, 0, 0], hsv: [0, 1, 1] },
  { name: "green", rgb: [0, 255, 0], hsv: [1 / 3, 1, 1] },
  { name: "magenta", rgb: [255, 0, 255], hsv: [5 / 6, 1, 1] },
] as const)("$name has hue, saturation and value $hsv", ({ rgb, hsv }) => {
  const { hue, saturation, value } = rgbToHsv(pixel(rgb[0], rgb[1], rgb[2]));
  expect([hue.data[0], saturation.data[0], value.data[0]]).toEqual(hsv.map(Math.fround));
});

test("bytes give the same bits as any other samples", () => {
  const side = 256;
  for (let r = 0; r < side; r += 15) {
    const [red, green, blue] = [() => r, (i: number) => i >> 8, (i: number) => i & 255].map((of) =>
      plane(
        Uint8Array.from({ length: side * side }, (_, i) => of(i)),
        side,
        side,
      ),
    ) as [Plane, Plane, Plane];
    const result = (): Plane<Float32Array> => plane(new Float32Array(side * side), side, side);
    const expected = { hue: result(), saturation: result(), value: result() };
    convertEach([red, green, blue], 255, expected);
    expect(rgbToHsv([red, green, blue])).toEqual(expected);
  }
});

test("white has lightness 100 and no colour, black lightness 0", () => {
  const { l, a, b } = rgbToLab(pixel(255, 255, 255));
  for (const [channel, value] of [
    [l, 100],
    [a, 0],
    [b, 0],
  ] as const)
    expect(channel.data[0]).toBeCloseTo(value, 1);
  expect(rgbToLab(pixel(0, 0, 0)).l.data[0]).toBeCloseTo(0, 4);
});

describe("separateStains", () => {
  test("light that a stain let pass holds that stain alone", () => {
    const [first] = STAINS["h-dab"];
    const light = first.map((share) => plane(Float64Array.of(1e-6 ** (0.3 * share)), 1, 1)) as unknown as ColourChannels;
    const amounts = separateStains(light, STAINS["h-dab"]).map(({ data }) => Math.round(data[0] * 1e6) / 1e6);
    expect(amounts).toEqual([0.3, 0, 0]);
  });
  test("refuses one stain, and stains that are not independent", () => {
    const white = pixel(255, 255, 255);
    expect(() => separateStains(white, [[1, 0, 0]])).toThrow("two or three");
    expect(() =>
      separateStains(white, [
        [1, 2, 3],
        [2, 4, 6],
      ]),
    ).toThrow("in a plane");
  });
  test("refuses channels of different types", () => {
    const [red, green] = pixel(1, 2, 3);
    expect(() => rgbToHsv([red, green, plane(Uint16Array.of(1), 1, 1)])).toThrow("one sample type");
  });
});
