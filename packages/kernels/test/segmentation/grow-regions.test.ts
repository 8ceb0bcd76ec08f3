import { describe, expect, test } from "vitest";
import { growRegion, growRegions, plane } from "../../src/index.ts";

const image = plane(Uint8Array.of(10, 12, 15, 40, 38, 40), 6, 1);
const seeds = plane(Uint32Array.of(1, 0, 0, 0, 0, 2), 6, 1);

describe("growRegions", () => {
  test.each([
    { name: "what is like a seed hangs together with it", tolerance: 5, labels: [1, 1, 1, 2, 2, 2] },
    { name: "beyond the tolerance nobody comes", tolerance: 2, labels: [1, 1, 0, 2, 2, 2] },
    { name: "a tolerance of 0 takes equal values alone, and none past another", tolerance: 0, labels: [1, 0, 0, 0, 0, 2] },
    { name: "the more alike region is first where both would do", tolerance: 100, labels: [1, 1, 1, 2, 2, 2] },
  ])("$name", ({ tolerance, labels }) => {
    expect(Array.from(growRegions(image, seeds, tolerance).data)).toEqual(labels);
  });
  test("a seed counts by its mean, and may lie in parts", () => {
    const parts = plane(Uint32Array.of(7, 0, 0, 0, 7, 0), 6, 1);
    expect(Array.from(growRegions(image, parts, 16).data)).toEqual([7, 7, 7, 7, 7, 7]);
    expect(Array.from(growRegions(image, parts, 13).data)).toEqual([7, 7, 7, 0, 7, 0]);
  });
  test("corners join only what is asked for", () => {
    const corner = plane(Uint8Array.of(5, 9, 9, 5), 2, 2);
    const first = plane(Uint32Array.of(3, 0, 0, 0), 2, 2);
    expect(Array.from(growRegions(corner, first, 1).data)).toEqual([3, 0, 0, 3]);
    expect(Array.from(growRegions(corner, first, 1, 4).data)).toEqual([3, 0, 0, 0]);
  });
  test("from one pixel it is the region of growRegion", () => {
    const noise = plane(
      Uint8Array.from({ length: 400 }, (_, i) => 128 + 90 * Math.sin(i / 3) * Math.cos(i / 37)),
      20,
      20,
    );
    for (const [at, tolerance] of [
      [0, 30],
      [210, 12],
      [399, 60],
    ] as const) {
      const one = plane(new Uint32Array(400), 20, 20);
      one.data[at] = 1;
      const grown = growRegion(noise, { x: at % 20, y: Math.floor(at / 20) }, tolerance);
      expect(Array.from(growRegions(noise, one, tolerance).data)).toEqual(Array.from(grown.data));
    }
  });
  test("NaN joins nothing, and a seed of it grows nowhere", () => {
    const holed = plane(Float32Array.of(1, Number.NaN, 1, 2), 4, 1);
    expect(Array.from(growRegions(holed, plane(Uint32Array.of(1, 0, 0, 0), 4, 1), 9).data)).toEqual([1, 0, 0, 0]);
    expect(Array.from(growRegions(holed, plane(Uint32Array.of(0, 1, 0, 0), 4, 1), 9).data)).toEqual([0, 1, 0, 0]);
  });
  test("a negative tolerance and seeds of another size are refused", () => {
    expect(() => growRegions(image, seeds, -1)).toThrow("tolerance");
    expect(() => growRegions(image, plane(new Uint32Array(4), 2, 2), 1)).toThrow("one size");
  });
});
