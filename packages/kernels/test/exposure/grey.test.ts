import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plane } from "../../src/index.ts";
import { GREY_METHODS, plane, toGrey } from "../../src/index.ts";

const pixel = (r: number, g: number, b: number): [Plane, Plane, Plane] => [
  plane(Uint8Array.of(r), 1, 1),
  plane(Uint8Array.of(g), 1, 1),
  plane(Uint8Array.of(b), 1, 1),
];

describe("toGrey", () => {
  test.each([
    ["rec601", 101],
    ["rec709", 86],
    ["average", 117],
    ["red", 200],
    ["green", 50],
    ["blue", 100],
    ["max", 200],
    ["min", 50],
    ["lightness", 125],
    ["darkness", 205],
    ["saturation", 191],
  ] as const)("%s of (200, 50, 100) is %d", (method, grey) => {
    expect(toGrey(pixel(200, 50, 100), method).data[0]).toBe(grey);
  });
  test("grey pixels keep their value under every weighting", () => {
    fc.assert(
      fc.property(fc.nat(255), fc.constantFrom("rec601", "rec709", "average", "max", "min", "lightness"), (v, method) => {
        expect(toGrey(pixel(v, v, v), method).data[0]).toBe(v);
      }),
    );
  });
  test("own weights are clipped to the type; black has no saturation", () => {
    expect(toGrey(pixel(200, 200, 200), { red: 1, green: 1, blue: -0.5 }).data[0]).toBe(255);
    expect(toGrey(pixel(0, 200, 200), { red: 1, green: -1, blue: 0 }).data[0]).toBe(0);
    expect(toGrey(pixel(0, 0, 0), "saturation").data[0]).toBe(0);
  });
  test("keeps the sample type", () => {
    const words = [100, 1000, 10000].map((v) => plane(Uint16Array.of(v), 1, 1)) as [Plane, Plane, Plane];
    expect(toGrey(words, "average").data).toEqual(Uint16Array.of(3700));
    const floats = [0.25, 0.5, 1].map((v) => plane(Float32Array.of(v), 1, 1)) as [Plane, Plane, Plane];
    expect(toGrey(floats, "darkness").data).toEqual(Float32Array.of(0.75));
  });
  test("refuses channels of different size or type", () => {
    const [red, green] = pixel(1, 2, 3);
    expect(() => toGrey([red, green, plane(new Uint8Array(2), 2, 1)], "average")).toThrow("one size and sample type");
    expect(() => toGrey([red, green, plane(new Uint16Array(1), 1, 1)], "average")).toThrow("one size and sample type");
  });
  test("every method is listed once", () => {
    expect(new Set(GREY_METHODS).size).toBe(GREY_METHODS.length);
    for (const method of GREY_METHODS) expect(toGrey(pixel(1, 2, 3), method).data.length).toBe(1);
  });
});
