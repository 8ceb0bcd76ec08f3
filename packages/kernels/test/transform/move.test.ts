import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flip, invertAffine, mapPoint, plane, resizeLinear, rotate, rotationAbout } from "../../src/index.ts";
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
