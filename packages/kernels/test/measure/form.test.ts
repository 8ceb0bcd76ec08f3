import { describe, expect, test } from "vitest";
import { FORM_COLUMNS, measureForm, skeletonGraph, tableColumn } from "../../src/index.ts";
import { labels, mask } from "../support/picture.ts";

const value = (drawing: readonly string[], name: string): number => tableColumn(measureForm(labels(...drawing)), name)[0]!;

describe("measureForm", () => {
  test("the narrowest width of a bar is its thickness, whichever way it lies", () => {
    expect(value(["111111", "111111"], "feret_diameter_min")).toBeCloseTo(2, 9);
    expect(value(["11", "11", "11", "11"], "feret_diameter_min")).toBeCloseTo(2, 9);
    expect(value(["1"], "feret_diameter_min")).toBeCloseTo(Math.SQRT1_2, 9);
  });
  test("no direction is narrower than the least, by trying many", () => {
    const drawing = ["..11..", ".1111.", "111111", ".11111", "....1."];
    const points: [number, number][] = [];
    drawing.forEach((row, y) => {
      [...row].forEach((cell, x) => {
        if (cell === "1") points.push([x - 0.5, y], [x + 0.5, y], [x, y - 0.5], [x, y + 0.5]);
      });
    });
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3600; i++) {
      const along = points.map(([x, y]) => x * Math.cos((Math.PI * i) / 3600) + y * Math.sin((Math.PI * i) / 3600));
      least = Math.min(least, Math.max(...along) - Math.min(...along));
    }
    expect(value(drawing, "feret_diameter_min")).toBeCloseTo(least, 4);
  });
  test("symmetry is 1 under a half turn, less for a wedge", () => {
    expect(value(["11.", ".1.", ".11"], "symmetry")).toBe(1);
    expect(value(["1..", "11.", "111"], "symmetry")).toBeLessThan(0.7);
  });
  test("a star has four ends, one branch and the length of its arms", () => {
    const star = ["...1...", "...1...", "...1...", "1111111", "...1...", "...1...", "...1..."];
    expect([value(star, "skeleton_ends"), value(star, "skeleton_branches"), value(star, "skeleton_length")]).toEqual([4, 1, 12]);
  });
  test("one row an object; without objects none; without a pixel refused", () => {
    const table = measureForm(labels("1.2", "..2"));
    expect(Array.from(table.labels)).toEqual([1, 2]);
    expect(measureForm(labels("..")).columns).toEqual(FORM_COLUMNS);
    expect(measureForm(labels("..")).values).toHaveLength(0);
    expect(() => measureForm(labels())).toThrow("no pixel");
  });
});

describe("skeletonGraph", () => {
  test("a slanted line counts its diagonals, a closed one has no end", () => {
    expect(skeletonGraph(mask("#...", ".#..", "..##"))).toEqual({ length: 1 + 2 * Math.SQRT2, ends: 2, branches: 0 });
    expect(skeletonGraph(mask(".#.", "#.#", ".#."))).toEqual({ length: 4 * Math.SQRT2, ends: 0, branches: 0 });
    expect(skeletonGraph(mask("#"))).toEqual({ length: 0, ends: 0, branches: 0 });
  });
  test("a plane without a pixel is refused", () => {
    expect(() => skeletonGraph(mask())).toThrow("no pixel");
  });
});
