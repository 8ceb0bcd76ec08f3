import { describe, expect, test } from "vitest";
import { compactWatershed, plane, watershed } from "../../src/index.ts";
import { drawn, labels, mask } from "../support/picture.ts";

describe("compactWatershed", () => {
  test("a strong compactness parts by distance, none by the surface", () => {
    const surface = plane(Uint8Array.of(0, 0, 0, 0, 0, 9, 0), 7, 1);
    const markers = labels("1.....2");
    expect(drawn(compactWatershed(surface, markers, 100))).toEqual(["1111222"]);
    expect(drawn(compactWatershed(surface, markers, 0))).toEqual(drawn(watershed(surface, markers)));
  });
  test("stays in the mask and passes corners with 8 neighbours only", () => {
    const flat = plane(new Float32Array(4), 2, 2);
    const diagonal = mask("#.", ".#");
    expect(drawn(compactWatershed(flat, labels("1.", ".."), 1, { mask: diagonal }))).toEqual(["1.", ".."]);
    expect(drawn(compactWatershed(flat, labels("1.", ".."), 1, { mask: diagonal, connectivity: 8 }))).toEqual(["1.", ".1"]);
  });
  test("every sample type; NaN floods last; no marker leaves all empty", () => {
    for (const Samples of [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])
      expect(drawn(compactWatershed(plane(new Samples(5).fill(3), 5, 1), labels("1...2"), 2))).toEqual(["11122"]);
    expect(drawn(compactWatershed(plane(Float32Array.of(0, Number.NaN, 0), 3, 1), labels("1.2"), 1))).toEqual(["112"]);
    expect(drawn(compactWatershed(plane(new Uint8Array(2), 2, 1), labels(".."), 1))).toEqual([".."]);
  });
  test("other sizes, no pixels and a negative compactness are refused", () => {
    const one = plane(new Uint8Array(1), 1, 1);
    expect(() => compactWatershed(one, labels("12"), 1)).toThrow("one size");
    expect(() => compactWatershed(one, labels("1"), -1)).toThrow("compactness");
    expect(() => compactWatershed(plane(new Uint8Array(0), 0, 0), labels(), 1)).toThrow("holds no pixel");
  });
});
