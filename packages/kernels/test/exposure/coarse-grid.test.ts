import { describe, expect, test } from "vitest";
import { apartFromGrid, enlargeGrid } from "../../src/exposure/coarse-grid.ts";
import { reduceKnown, reduceNear } from "../../src/exposure/coarse-means.ts";
import { plane } from "../../src/index.ts";

describe("reduceKnown", () => {
  test("takes the mean of what is known in each square, cut at the border", () => {
    const image = plane(Uint8Array.of(1, 3, 10, 5, 7, 20, 9, 11, 30), 3, 3);
    const known = Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 1, 0);
    expect(reduceKnown(image, known, 2)).toEqual(plane(Float32Array.of(3, 10, 10, Number.NaN), 2, 2));
    expect(reduceKnown(image, undefined, 2)).toEqual(reduceKnown(image, new Uint8Array(9).fill(1), 2));
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

describe("what is near an estimate, without drawing it out", () => {
  const [width, height, step] = [37, 23, 4];
  const samples = Float32Array.from({ length: width * height }, (_, i) => 100 + ((i * 7) % 31) - (i % 11 === 0 ? 60 : 0));
  samples[5] = Number.NaN;
  samples[70] = Number.POSITIVE_INFINITY;
  const image = { data: samples, width, height };
  const finite = Uint8Array.from(samples, (value) => (Number.isFinite(value) ? 1 : 0));
  const grid = reduceKnown(image, finite, step);
  const drawnOut = enlargeGrid(grid, step, width, height).data;

  test("its means are those of the samples near the enlarged grid", () => {
    const known = samples.map((value, i) => (Math.abs(value - drawnOut[i] - 1) <= 12 ? 1 : 0));
    expect(known).toContain(0);
    expect(reduceNear(image, grid, step, { middle: 1, limit: 12 })).toEqual(reduceKnown(image, Uint8Array.from(known), step));
    expect(reduceNear(image, grid, step, { middle: 1e9, limit: 1 })).toBeUndefined();
  });

  test.each([1, 3, 50])("every %i. sample lies as far from it as from the enlarged grid", (stride) => {
    const expected = Array.from(samples, (value, i) => ({ apart: value - drawnOut[i], i }))
      .filter(({ i }) => i % stride === 0 && finite[i] === 1)
      .map(({ apart }) => apart);
    expect(Array.from(apartFromGrid(image, grid, step, stride))).toEqual(expected);
  });
});
