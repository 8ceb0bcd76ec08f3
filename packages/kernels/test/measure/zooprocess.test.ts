import { describe, expect, test } from "vitest";
import { measureZooprocess, plane } from "../../src/index.ts";
import { constantPlane, drawLabels, tableRow } from "./drawn-objects.ts";

describe("measureZooprocess", () => {
  test("a hole counts to the area and to its grey values, not to area_exc", () => {
    const labels = drawLabels("11111", "1...1", "1.2.1", "1...1", "11111");
    const image = plane(
      Uint8Array.from(labels.data, (v) => (v === 1 ? 100 : 200)),
      5,
      5,
    );
    const table = measureZooprocess(labels, image);
    expect(tableRow(table, 0)).toMatchObject({
      area: 25,
      area_exc: 16,
      "%area": 36,
      mean: 136,
      mode: 100,
      median: 100,
      max: 200,
      intden: 3400,
    });
    expect(tableRow(table, 1)).toMatchObject({ area: 1, bx: 2, by: 2, x: 0.5, y: 0.5 });
  });

  test("the inside of a diamond is a hole, since diagonal pixels hang together", () => {
    const labels = drawLabels(".1.", "1.1", ".1.");
    expect(tableRow(measureZooprocess(labels, constantPlane(labels, 9)), 0)).toMatchObject({ area: 5, area_exc: 4 });
  });

  test("the outline of a square is its edges with four corners cut", () => {
    const labels = drawLabels("....", ".11.", ".11.", "....");
    const row = tableRow(measureZooprocess(labels, constantPlane(labels, 9), { left: 100, top: 10 }), 0);
    expect(row["perim."]).toBeCloseTo(8 - 4 * (2 - Math.SQRT2), 12);
    expect(row).toMatchObject({ bx: 101, by: 11, xstart: 101, ystart: 11, x: 1, y: 1, convarea: 4, convperim: 8, "circ.": 1 });
    expect(row["feret"]).toBeCloseTo(Math.sqrt(8), 12);
    expect(row["major"]).toBeCloseTo(row["minor"]!, 12);
  });

  test("the outlines of an object in two parts add up", () => {
    const perimeter = (...rows: string[]) => {
      const labels = drawLabels(...rows);
      return tableRow(measureZooprocess(labels, constantPlane(labels, 9)), 0)["perim."]!;
    };
    expect(perimeter("11.1", "11..")).toBeCloseTo(perimeter("11", "11") + perimeter("1"), 12);
  });

  test.each([
    { name: "along x", rows: ["11111"], angle: 0 },
    { name: "along y", rows: ["1", "1", "1"], angle: 90 },
    { name: "rising to the right", rows: ["..1", ".1.", "1.."], angle: 45 },
    { name: "falling to the right", rows: ["1..", ".1.", "..1"], angle: 135 },
  ])("an object $name lies at $angle degrees", ({ rows, angle }) => {
    const labels = drawLabels(...rows);
    expect(tableRow(measureZooprocess(labels, constantPlane(labels, 9)), 0)["angle"]).toBeCloseTo(angle, 9);
  });

  test("what cannot be divided is NaN, never infinite", () => {
    const labels = drawLabels("1");
    const row = tableRow(measureZooprocess(labels, constantPlane(labels, 0)), 0);
    expect(row).toMatchObject({ area: 1, stddev: Number.NaN, skew: Number.NaN, xm: Number.NaN, cv: Number.NaN, meanpos: Number.NaN });
    expect(Object.values(row)).not.toContain(Number.POSITIVE_INFINITY);
  });

  test("a sample that is not a number voids the grey values, not the shape", () => {
    const row = tableRow(measureZooprocess(drawLabels("111"), plane(Float32Array.of(1, Number.NaN, 2), 3, 1)), 0);
    expect(row).toMatchObject({ area: 3, width: 3, mean: Number.NaN, median: Number.NaN, histcum2: Number.NaN });
  });

  test("no object gives no row; planes of different size are refused", () => {
    expect(measureZooprocess(drawLabels(".."), plane(new Uint8Array(2), 2, 1)).values).toHaveLength(0);
    expect(() => measureZooprocess(drawLabels(".."), plane(new Uint8Array(2), 1, 2))).toThrow(RangeError);
  });
});
