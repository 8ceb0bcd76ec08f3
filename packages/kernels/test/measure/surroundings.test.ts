import { describe, expect, test } from "vitest";
import { measureNeighbours, measureTextureOf, plane, randomSource, TEXTURE_COLUMNS } from "../../src/index.ts";
import { drawLabels, tableRow } from "./drawn-objects.ts";

describe("measureNeighbours", () => {
  const drawn = drawLabels("11.2...", "11.2..3", "11.....");
  const rows = (reach: number) => [0, 1, 2].map((row) => tableRow(measureNeighbours(drawn, reach), row));

  test("two are neighbours once they have grown into each other", () => {
    expect(rows(0).map(({ neighbours }) => neighbours)).toEqual([0, 0, 0]);
    expect(rows(1).map(({ neighbours }) => neighbours)).toEqual([1, 2, 1]);
  });
  test("the share of the outline that touches", () => {
    const pair = drawLabels("1122", "1122");
    expect(tableRow(measureNeighbours(pair, 0), 0)).toMatchObject({ neighbours: 1, touching_share: 0.5 });
  });
  test("distance and direction of the nearest centroid, distance of the second", () => {
    const [, second] = rows(0);
    expect(second!["nearest_distance"]).toBeCloseTo(Math.hypot(2.5, 0.5), 9);
    expect(second!["nearest_angle"]).toBeCloseTo(Math.atan2(0.5, -2.5), 9);
    expect(second!["second_distance"]).toBeCloseTo(Math.hypot(3, 0.5), 9);
  });
  test("an object alone has none", () => {
    const alone = tableRow(measureNeighbours(drawLabels(".1."), 3), 0);
    expect(alone).toMatchObject({ neighbours: 0, touching_share: 0, nearest_distance: Number.NaN, second_distance: Number.NaN });
    expect(measureNeighbours(drawLabels(".."), 1).values).toHaveLength(0);
  });
  test("no centroid is nearer than the nearest, by comparing all", () => {
    const random = randomSource(11);
    const data = new Uint32Array(200 * 120);
    const points = Array.from({ length: 300 }, (_, k) => {
      // Half of them in a corner: the grid must not mind.
      const [x, y] = k % 2 === 0 ? [random.below(200), random.below(120)] : [random.below(30), random.below(30)];
      return { x, y, at: y * 200 + x };
    }).filter(({ at }, k, all) => all.findIndex((other) => other.at === at) === k);
    points.forEach(({ at }, k) => {
      data[at] = k + 1;
    });
    const table = measureNeighbours(plane(data, 200, 120), 0);
    points.forEach(({ x, y }, k) => {
      const [first, second] = points.flatMap((other, j) => (j === k ? [] : [Math.hypot(other.x - x, other.y - y)])).sort((a, b) => a - b);
      expect(tableRow(table, k)["nearest_distance"]).toBeCloseTo(first!, 9);
      expect(tableRow(table, k)["second_distance"]).toBeCloseTo(second!, 9);
    });
  });
});

describe("measureTextureOf", () => {
  const labels = drawLabels("1111....", "1111....", "1111..22", "1111..22");
  const chess = plane(
    Uint8Array.from({ length: 32 }, (_, i) => ((i + Math.floor(i / 8)) % 2 === 0 ? 10 : 20)),
    8,
    4,
  );
  test("exposure does not show", () => {
    const brighter = plane(
      chess.data.map((value) => 3 * value + 40),
      8,
      4,
    );
    expect(measureTextureOf(labels, brighter)).toEqual(measureTextureOf(labels, chess));
  });
  test("a chessboard differs sideways and is alike over corners", () => {
    // Straight neighbours are one level apart of two, diagonal ones none: the mean of four directions is 1/2.
    expect(tableRow(measureTextureOf(labels, chess, { levels: 2 }), 0)).toMatchObject({ haralick_contrast: 0.5, haralick_correlation: 0 });
  });
  test("the shares of the patterns add up to 1", () => {
    const row = tableRow(measureTextureOf(labels, chess), 1);
    const sum = Array.from({ length: 10 }, (_, bits) => row[`lbp_${bits}`]!).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 12);
  });
  test("an object of one pixel has no pair; options out of range are refused", () => {
    const dot = tableRow(measureTextureOf(drawLabels("1......."), plane(new Uint8Array(8), 8, 1)), 0);
    expect([dot["haralick_contrast"], dot["lbp_8"]]).toEqual([Number.NaN, expect.any(Number)]);
    expect(measureTextureOf(drawLabels(".."), plane(new Uint8Array(2), 2, 1)).columns).toBe(TEXTURE_COLUMNS);
    for (const options of [{ levels: 1 }, { levels: 2.5 }, { distance: 0 }])
      expect(() => measureTextureOf(labels, chess, options)).toThrow(/out of range/);
  });
});
