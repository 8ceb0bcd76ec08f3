import { describe, expect, test } from "vitest";
import type { PatternCode } from "../../src/index.ts";
import { localBinaryPattern, plane } from "../../src/index.ts";

const spot = plane(Uint8Array.of(0, 0, 0, 0, 9, 0, 0, 0, 0), 3, 3);
const codes = (image: Parameters<typeof localBinaryPattern>[0], code: PatternCode) =>
  Array.from(localBinaryPattern(image, { points: 4, radius: 1, code }).data);

describe("localBinaryPattern", () => {
  test("a bright spot has no neighbour as bright as itself", () => {
    for (const code of ["default", "ror", "uniform", "nri_uniform"] as const) expect(codes(spot, code)[4]).toBe(0);
  });
  test("bits start on the right and go counter-clockwise", () => {
    expect(codes(plane(Uint8Array.of(0, 0, 0, 0, 5, 9, 0, 0, 0), 3, 3), "default")[4]).toBe(1);
    expect(codes(plane(Uint8Array.of(0, 9, 0, 0, 5, 0, 0, 0, 0), 3, 3), "default")[4]).toBe(2);
    expect(codes(plane(Uint8Array.of(0, 9, 0, 0, 5, 0, 0, 0, 0), 3, 3), "ror")[4]).toBe(1);
    expect(codes(plane(Uint8Array.of(0, 9, 0, 0, 5, 0, 0, 0, 0), 3, 3), "uniform")[4]).toBe(1);
  });
  test("outside lies 0; where the circle has no variance there is no number", () => {
    expect(codes(plane(Uint8Array.of(3), 1, 1), "uniform")).toEqual([0]);
    expect(codes(plane(Uint8Array.of(0), 1, 1), "uniform")).toEqual([4]);
    expect(codes(plane(Uint8Array.of(3), 1, 1), "var")).toEqual([Number.NaN]);
  });
  test("a circle out of range and no pixels are refused", () => {
    expect(() => localBinaryPattern(spot, { points: 0, radius: 1, code: "uniform" })).toThrow("out of range");
    expect(() => localBinaryPattern(spot, { points: 8, radius: 0, code: "uniform" })).toThrow("out of range");
    expect(() => localBinaryPattern(plane(new Uint8Array(0), 0, 0), { points: 8, radius: 1, code: "uniform" })).toThrow("holds no pixel");
  });
});
