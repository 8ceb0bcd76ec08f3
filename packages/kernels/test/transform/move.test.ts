import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  composeAffine,
  flip,
  invertAffine,
  keepsPixels,
  mapPoint,
  plane,
  randomSource,
  resizeLinear,
  rotate,
  rotationAbout,
  warpAffine,
} from "../../src/index.ts";
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

test("a map that takes pixels onto pixels moves samples, whatever the interpolation", () => {
  const whole = fc.integer({ min: -4, max: 4 });
  const turns = [0, 90, 180, 270].map((degrees) => rotationAbout(degrees, 0, 0));
  const mirror = { xx: -1, xy: 0, x0: 3, yx: 0, yy: 1, y0: 0 };
  const anyMap = fc.tuple(fc.constantFrom(...turns), fc.boolean(), whole, whole).map(([turn, mirrored, x0, y0]) => {
    const moved = { ...turn, x0, y0 };
    return mirrored ? composeAffine(moved, mirror) : moved;
  });
  fc.assert(
    fc.property(anyMap, fc.constantFrom("nearest", "linear"), fc.constantFrom(9, "edge" as const), (back, interpolation, outside) => {
      expect(keepsPixels(back)).toBe(true);
      const { data } = warpAffine(letter, { back, width: 5, height: 4, interpolation, outside });
      for (let i = 0; i < data.length; i++) {
        const [x, y] = mapPoint(back, (i % 5) + 0.5, Math.floor(i / 5) + 0.5).map(Math.floor) as [number, number];
        const inside = x >= 0 && y >= 0 && x < 3 && y < 2;
        const nearest = letter.data[Math.min(Math.max(y, 0), 1) * 3 + Math.min(Math.max(x, 0), 2)];
        expect(data[i]).toBe(inside || outside === "edge" ? nearest : outside);
      }
    }),
  );
});

test("with the edge for what lies outside, a plane of one grey stays so, and beyond its centres the edge goes on", () => {
  const back = { ...rotationAbout(33, 4, 1), x0: -3 };
  const grey = plane(new Uint16Array(6).fill(700), 3, 2);
  for (const interpolation of ["nearest", "linear"] as const)
    expect(new Set(warpAffine(grey, { back, width: 9, height: 9, interpolation, outside: "edge" }).data)).toEqual(new Set([700]));
  const ramp = plane(Float32Array.of(10, 20), 2, 1);
  const halves = { xx: 0.5, xy: 0, x0: -0.5, yx: 0, yy: 1, y0: 0 };
  expect(Array.from(warpAffine(ramp, { back: halves, width: 6, height: 1, interpolation: "linear", outside: "edge" }).data)).toEqual([
    10, 10, 12.5, 17.5, 20, 20,
  ]);
});

describe("affine maps", () => {
  test("one after the other are one", () => {
    const [first, then] = [rotationAbout(30, 1, 2), { xx: 2, xy: 1, x0: 3, yx: 0, yy: -1, y0: 4 }];
    const [x, y] = mapPoint(then, ...mapPoint(first, 5, 7));
    const [u, v] = mapPoint(composeAffine(first, then), 5, 7);
    expect(Math.hypot(u - x, v - y)).toBeLessThan(1e-12);
  });
  test("that keep pixels are told from those that do not", () => {
    const still = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };
    expect([still, { ...still, x0: 0.5 }, { ...still, xx: 2 }, { ...still, xy: 1 }, rotationAbout(45, 0, 0)].map(keepsPixels)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
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
