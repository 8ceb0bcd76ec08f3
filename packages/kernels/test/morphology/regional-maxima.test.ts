import { describe, expect, test } from "vitest";
import { plane, regionalMaxima } from "../../src/index.ts";
import { drawn } from "../support/picture.ts";

describe("regionalMaxima", () => {
  test("marks peaks and plateaus, also at the frame", () => {
    expect(drawn(regionalMaxima(plane(Uint8Array.of(5, 1, 3, 3, 1, 4, 6), 7, 1)))).toEqual(["1.11..1"]);
  });
  test("corners count with 8 neighbours only", () => {
    const image = plane(Int16Array.of(-5, -9, -9, -4), 2, 2);
    expect(drawn(regionalMaxima(image))).toEqual(["..", ".1"]);
    expect(drawn(regionalMaxima(image, 4))).toEqual(["1.", ".1"]);
  });
  test("a constant plane has none, NaN is none and hides none", () => {
    expect(drawn(regionalMaxima(plane(new Float32Array(4).fill(2), 2, 2)))).toEqual(["..", ".."]);
    expect(drawn(regionalMaxima(plane(Float32Array.of(1, Number.NaN, 0), 3, 1)))).toEqual(["1.1"]);
    expect(drawn(regionalMaxima(plane(Uint8Array.of(9), 1, 1)))).toEqual(["."]);
  });
  test("a plane holds no pixel is refused", () => {
    expect(() => regionalMaxima(plane(new Uint8Array(0), 0, 0))).toThrow("holds no pixel");
  });
});
