import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findObjectRuns, measureShape, plane, SHAPE_COLUMNS, tableColumn } from "../../src/index.ts";
import { drawLabels, tableRow } from "./drawn-objects.ts";

const shapeOf = (...rows: string[]) => tableRow(measureShape(drawLabels(...rows)), 0);

describe("measureShape", () => {
  test("a single pixel has area and position but no extent in any direction", () => {
    expect(shapeOf("...", ".1.", "...")).toMatchObject({
      area: 1,
      area_convex: 1,
      area_filled: 1,
      axis_major_length: 0,
      axis_minor_length: 0,
      eccentricity: 0,
      centroid_x: 1,
      centroid_y: 1,
      perimeter: 0,
      circularity: Number.NaN,
      feret_diameter_max: 1,
      euler_number: 1,
      solidity: 1,
    });
  });

  test("a line has no short axis", () => {
    const line = shapeOf("11111");
    expect(line).toMatchObject({ area: 5, axis_minor_length: 0, eccentricity: 1, bbox_right: 5, bbox_bottom: 1, perimeter: 3 });
    expect(Math.abs(line["orientation"]!)).toBeCloseTo(Math.PI / 2, 12);
    expect(line["axis_major_length"]).toBeCloseTo(4 * Math.SQRT2, 12);
  });

  test("a ring has a hole, a diamond's inside is open to the diagonal", () => {
    expect(shapeOf("111", "1.1", "111")).toMatchObject({ area: 8, area_filled: 9, euler_number: 0, extent: 8 / 9 });
    expect(shapeOf(".1.", "1.1", ".1.")).toMatchObject({ area: 4, area_filled: 4, euler_number: 0 });
  });

  test("an object in two parts is one object", () => {
    expect(shapeOf("11..", "....", "...1")).toMatchObject({ area: 3, euler_number: 2, bbox_right: 4, bbox_bottom: 3 });
  });

  test("a square has no preferred direction: -pi/4", () => {
    expect(shapeOf("11", "11")["orientation"]).toBe(-Math.PI / 4);
    expect(shapeOf("1.", ".1")["orientation"]).toBe(Math.PI / 4);
  });

  test("objects that fill the image and touch one another do not mix", () => {
    const table = measureShape(drawLabels("112", "112", "332"));
    expect(Array.from(table.labels)).toEqual([1, 2, 3]);
    expect(Array.from(tableColumn(table, "area"))).toEqual([4, 3, 2]);
    expect(Array.from(tableColumn(table, "centroid_x"))).toEqual([0.5, 2, 0.5]);
  });

  test("no object: no row, but the columns; no pixel: refused", () => {
    expect(measureShape(drawLabels("..", ".."))).toMatchObject({ columns: SHAPE_COLUMNS, values: new Float64Array(0) });
    expect(() => measureShape(plane(new Uint32Array(0), 0, 0))).toThrow("no pixel");
  });

  test("labels up to 2^32 - 1 are kept, in ascending order", () => {
    const labels = plane(Uint32Array.of(4294967295, 0, 70000, 5, 5, 0), 3, 2);
    expect(Array.from(measureShape(labels).labels)).toEqual([5, 70000, 4294967295]);
    expect(Array.from(findObjectRuns(labels).areas)).toEqual([2, 1, 1]);
  });

  test("an unknown column is refused", () => {
    expect(() => tableColumn(measureShape(drawLabels("1")), "volume")).toThrow(RangeError);
  });

  test("turning the image by 90 degrees leaves what has no direction", () => {
    const size = 7;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: size * size, maxLength: size * size, max: 1 }), (bits) => {
        const labels = Uint32Array.from(bits);
        const turned = Uint32Array.from(labels, (_, i) => labels[(size - 1 - (i % size)) * size + Math.floor(i / size)]!);
        const a = measureShape(plane(labels, size, size));
        const b = measureShape(plane(turned, size, size));
        for (const name of [
          "area",
          "area_convex",
          "area_filled",
          "euler_number",
          "perimeter",
          "feret_diameter_max",
          "axis_major_length",
          "moments_hu_3",
        ]) {
          const [one, other] = [tableColumn(a, name)[0] ?? 0, tableColumn(b, name)[0] ?? 0];
          expect(Math.abs(one - other), name).toBeLessThan(1e-9);
        }
      }),
    );
  });
});
