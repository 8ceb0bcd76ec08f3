import { describe, expect, test } from "vitest";
import { lineProfile, plane } from "../../src/index.ts";

const ramp = plane(Float32Array.of(0, 1, 2, 3, 10, 11, 12, 13), 4, 2);

describe("lineProfile", () => {
  test("reads pixel by pixel along a row, and down a column", () => {
    expect(Array.from(lineProfile(ramp, { x: 0.5, y: 0.5 }, { x: 3.5, y: 0.5 }))).toEqual([0, 1, 2, 3]);
    expect(Array.from(lineProfile(ramp, { x: 2.5, y: 1.5 }, { x: 2.5, y: 0.5 }))).toEqual([12, 2]);
  });
  test("between centres it is interpolated, across a thick line averaged", () => {
    expect(Array.from(lineProfile(ramp, { x: 1, y: 1 }, { x: 2, y: 1 }))).toEqual([5.5, 6.5]);
    expect(Array.from(lineProfile(ramp, { x: 0.5, y: 1 }, { x: 1.5, y: 1 }, { width: 2 }))).toEqual([5, 6]);
  });
  test("outside lies the nearest pixel; a line of no length is one sample; NaN spoils its own samples only", () => {
    expect(Array.from(lineProfile(ramp, { x: -3, y: -3 }, { x: -3, y: -3 }))).toEqual([0]);
    const holed = plane(Float64Array.of(1, Number.NaN, 3), 3, 1);
    expect(Array.from(lineProfile(holed, { x: 0.5, y: 0.5 }, { x: 2.5, y: 0.5 }))).toEqual([1, Number.NaN, 3]);
    expect(Array.from(lineProfile(plane(Uint8Array.of(7), 1, 1), { x: 0, y: 0 }, { x: 1, y: 1 }))).toEqual([7, 7, 7]);
  });
  test("no pixels, ends that are not finite and a width out of range are refused", () => {
    const at = { x: 0, y: 0 };
    expect(() => lineProfile(plane(new Uint8Array(0), 0, 0), at, at)).toThrow("holds no pixel");
    expect(() => lineProfile(ramp, at, { x: Number.NaN, y: 0 })).toThrow("out of range");
    expect(() => lineProfile(ramp, at, at, { width: 0 })).toThrow("out of range");
  });
});
