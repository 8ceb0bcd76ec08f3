import { describe, expect, test } from "vitest";
import { plane, slic } from "../../src/index.ts";
import { drawn } from "../support/picture.ts";

describe("slic", () => {
  test("superpixels follow a step in the values", () => {
    const values = Float32Array.from({ length: 48 }, (_, i) => (i % 8 < 3 ? 0 : 1));
    const { labels, count } = slic([plane(values, 8, 6)], { segments: 2, compactness: 0.1 });
    expect(count).toBe(2);
    expect(drawn(labels)[0]).toBe("11122222");
  });
  test("a constant plane is cut into about as many parts as asked for, all of them connected", () => {
    const { labels, count } = slic([plane(new Uint8Array(900), 30, 30)], { segments: 9, compactness: 1 });
    expect(count).toBe(9);
    expect(new Set(labels.data).size).toBe(9);
    expect(Math.min(...labels.data)).toBe(1);
  });
  test("a single pixel, and more parts than pixels", () => {
    expect(drawn(slic([plane(Uint8Array.of(5), 1, 1)], { segments: 1, compactness: 1 }).labels)).toEqual(["1"]);
    expect(slic([plane(Uint8Array.of(1, 2, 3), 3, 1)], { segments: 99, compactness: 1 }).labels.data).toHaveLength(3);
  });
  test("several channels decide together", () => {
    const left = plane(Float32Array.of(0, 0, 1, 1), 4, 1);
    const flat = plane(new Float32Array(4), 4, 1);
    expect(drawn(slic([flat, left], { segments: 2, compactness: 0.01 }).labels)).toEqual(["1122"]);
  });
  test("no channel, NaN, other sizes and options out of range are refused", () => {
    const one = plane(Float32Array.of(1), 1, 1);
    expect(() => slic([], { segments: 1, compactness: 1 })).toThrow("channel");
    expect(() => slic([plane(Float32Array.of(Number.NaN), 1, 1)], { segments: 1, compactness: 1 })).toThrow("finite");
    expect(() => slic([one, plane(new Float32Array(2), 2, 1)], { segments: 1, compactness: 1 })).toThrow("one size");
    expect(() => slic([one], { segments: 0, compactness: 1 })).toThrow("out of range");
    expect(() => slic([one], { segments: 1, compactness: 0 })).toThrow("out of range");
  });
});
