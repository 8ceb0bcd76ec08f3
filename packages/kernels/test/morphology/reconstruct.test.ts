import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dilate, plane, reconstruct } from "../../src/index.ts";

describe("reconstruct", () => {
  test("a seed fills its hill up to its own height and reaches no other", () => {
    const mask = plane(Uint8Array.of(1, 5, 3, 0, 7, 2), 6, 1);
    expect(Array.from(reconstruct(plane(Uint8Array.of(0, 4, 0, 0, 0, 0), 6, 1), mask).data)).toEqual([1, 4, 3, 0, 0, 0]);
  });
  test("corners are passed with 8 neighbours only", () => {
    const mask = plane(Float32Array.of(2, 0, 0, 2), 2, 2);
    const seed = plane(Float32Array.of(2, 0, 0, 0), 2, 2);
    expect(Array.from(reconstruct(seed, mask).data)).toEqual([2, 0, 0, 2]);
    expect(Array.from(reconstruct(seed, mask, 4).data)).toEqual([2, 0, 0, 0]);
  });
  test("is what dilation under the mask, again and again, ends in", () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const mask = plane(Int16Array.from(a), 6, 5);
        const seed = plane(
          Int16Array.from(a, (value, i) => Math.min(value, b[i]!)),
          6,
          5,
        );
        let slow = seed;
        for (let round = 0; round < 30; round++)
          slow = { ...slow, data: dilate(slow, { shape: "square", radius: 1 }).data.map((value, i) => Math.min(value, mask.data[i]!)) };
        expect(Array.from(reconstruct(seed, mask).data)).toEqual(Array.from(slow.data));
      }),
    );
  });
  test("a seed above the mask, NaN, other sizes and no pixels are refused", () => {
    const two = plane(Float32Array.of(1, 2), 2, 1);
    expect(() => reconstruct(plane(Float32Array.of(1, 3), 2, 1), two)).toThrow("above the mask");
    expect(() => reconstruct(plane(Float32Array.of(1, Number.NaN), 2, 1), two)).toThrow("above the mask");
    expect(() => reconstruct(plane(Float32Array.of(1), 1, 1), two)).toThrow("one size");
    expect(() => reconstruct(plane(new Float32Array(0), 0, 0), plane(new Float32Array(0), 0, 0))).toThrow("holds no pixel");
  });
});
