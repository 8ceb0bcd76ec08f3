import { describe, expect, test } from "vitest";
import { enlargeGrid, reduceKnown } from "../../src/exposure/coarse-grid.ts";
import { plane } from "../../src/index.ts";

describe("reduceKnown", () => {
  test("takes the mean of what is known in each square, cut at the border", () => {
    const image = plane(Uint8Array.of(1, 3, 10, 5, 7, 20, 9, 11, 30), 3, 3);
    const known = Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 1, 0);
    expect(reduceKnown(image, known, 2)).toEqual(plane(Float32Array.of(3, 10, 10, Number.NaN), 2, 2));
  });
});

describe("enlargeGrid", () => {
  test("passes through the values at the centres of the squares, and is straight between them", () => {
    const grid = plane(Float32Array.of(0, 6), 2, 1);
    expect(Array.from(enlargeGrid(grid, 3, 6, 1).data)).toEqual([0, 0, 2, 4, 6, 6]);
  });
  test("a slope comes back as it was, apart from the border", () => {
    const slope = plane(
      Float32Array.from({ length: 144 }, (_, i) => 3 * (i % 12) + 5 * Math.floor(i / 12)),
      12,
      12,
    );
    const back = enlargeGrid(reduceKnown(slope, new Uint8Array(144).fill(1), 4), 4, 12, 12).data;
    for (let y = 2; y < 10; y++) for (let x = 2; x < 10; x++) expect(back[y * 12 + x]).toBeCloseTo(3 * x + 5 * y, 4);
  });
  test("with step 1 the samples are copied", () => {
    const grid = plane(Float32Array.of(1, 2, 3), 3, 1);
    expect(enlargeGrid(grid, 1, 3, 1)).toEqual(grid);
  });
});
