import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flip, invertAffine, mapPoint, plane, randomSource, resizeLinear, rotate, rotationAbout, warpAffine } from "../../src/index.ts";
import { drawn } from "../support/picture.ts";

const letter = plane(Uint8Array.of(1, 0, 0, 1, 1, 0), 3, 2);
const whole = { interpolation: "linear", outside: 0, grow: true } as const;

test("flips change sides and nothing else", () => {
  expect(drawn(flip(letter, "horizontal"))).toEqual(["..1", ".11"]);
  expect(drawn(flip(letter, "vertical"))).toEqual(["11.", "1.."]);
});

describe("rotate", () => {
  test("quarter turns go counter-clockwise and change no sample", () => {
    expect(drawn(rotate(letter, 90, whole).plane)).toEqual(["..", ".1", "11"]);
    expect(drawn(rotate(letter, 180, whole).plane)).toEqual([".11", "..1"]);
    expect(drawn(rotate(letter, -90, whole).plane)).toEqual(["11", "1.", ".."]);
    expect(rotate(letter, 360, whole).plane).toEqual(letter);
  });
  test("tells where a pixel lay before", () => {
    const { back } = rotate(letter, 90, whole);
    expect(mapPoint(back, 0.5, 2.5)).toEqual([0.5, 0.5]);
  });
  test("an angle that is none is refused", () => {
    expect(() => rotate(letter, Number.NaN, whole)).toThrow("angle");
  });
});

test("linear interpolation is the mean of four neighbours, what lies outside counted as given", () => {
  const random = randomSource(2);
  const [width, height] = [9, 7];
  const picture = plane(
    Float64Array.from({ length: width * height }, () => random.unit()),
    width,
    height,
  );
  const at = (x: number, y: number): number => (x >= 0 && y >= 0 && x < width && y < height ? picture.data[y * width + x] : 0.25);
  for (let k = 0; k < 60; k++) {
    const [xx, xy, yx, yy] = [0, 1, 2, 3].map(() => Math.round(8 * random.unit() - 4) / 3) as [number, number, number, number];
    const back = { xx, xy, yx, yy, x0: 9 * random.unit(), y0: 7 * random.unit() };
    const { data } = warpAffine(picture, { back, width: 14, height: 5, interpolation: "linear", outside: 0.25 });
    for (let i = 0; i < data.length; i++) {
      const [x, y] = mapPoint(back, (i % 14) + 0.5, Math.floor(i / 14) + 0.5);
      const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
      const [u, v] = [x - 0.5 - left, y - 0.5 - top];
      const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
      const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
      expect(data[i]).toBeCloseTo(upper * (1 - v) + lower * v, 12);
    }
    const bytes = plane(
      Uint8Array.from(picture.data, (value) => 255 * value),
      width,
      height,
    );
    const real = plane(Float64Array.from(bytes.data), width, height);
    const options = { back, width: 14, height: 5, interpolation: "linear", outside: 3 } as const;
    expect(Array.from(warpAffine(bytes, options).data)).toEqual(
      Array.from(warpAffine(real, options).data, (value) => Math.floor(value + 0.5 + 1e-9)),
    );
  }
});

describe("affine maps", () => {
  test("lead there and back", () => {
    const angles = fc.double({ min: -720, max: 720, noNaN: true });
    fc.assert(
      fc.property(angles, fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (degrees, x, y) => {
        const there = rotationAbout(degrees, 3, 7);
        const [u, v] = mapPoint(invertAffine(there), ...mapPoint(there, x, y));
        expect(Math.hypot(u - x, v - y)).toBeLessThan(1e-9);
      }),
    );
  });
  test("one that folds the plane cannot be undone", () => {
    expect(() => invertAffine({ xx: 1, xy: 2, x0: 0, yx: 2, yy: 4, y0: 0 })).toThrow("undone");
  });
});

test("resizeLinear blends between centres, and mirrors beyond them", () => {
  expect(Array.from(resizeLinear(plane(Uint8Array.of(0, 100), 2, 1), 4, 1).data)).toEqual([25, 25, 75, 75]);
  expect(resizeLinear(letter, 3, 2).data).toEqual(Float32Array.from(letter.data));
  for (const size of [0, 1.5]) expect(() => resizeLinear(letter, size, 1)).toThrow("sizes");
});
