import { describe, expect, test } from "vitest";
import { measureThickness } from "../../src/index.ts";
import { drawLabels, tableRow } from "./drawn-objects.ts";

const thickness = (...rows: string[]) => tableRow(measureThickness(drawLabels(...rows)), 0);

describe("measureThickness", () => {
  test("a line is one pixel deep everywhere", () => {
    expect(thickness("11111")).toEqual({ depth_max: 1, depth_mean: 1, depth_std: 0, depth_ratio: 1, slimness: 5 });
  });

  test("the middle of a square is two pixels deep, also where a hole was", () => {
    expect(thickness("111", "111", "111")).toMatchObject({ depth_max: 2, depth_mean: expect.closeTo(10 / 9, 12), slimness: 9 / 4 });
    expect(thickness("111", "1.1", "111")).toEqual(thickness("111", "111", "111"));
  });

  test("a neighbour that touches is background", () => {
    expect(tableRow(measureThickness(drawLabels("122", "122", "122")), 1)).toMatchObject({ depth_max: 1, slimness: 6 });
  });

  test("a disc has the ratio 3 and the slimness pi", () => {
    const rows = Array.from({ length: 81 }, (_, y) =>
      Array.from({ length: 81 }, (_, x) => (Math.hypot(x - 40, y - 40) < 40 ? "1" : ".")).join(""),
    );
    const disc = thickness(...rows);
    expect(disc["depth_ratio"]).toBeCloseTo(3, 0);
    expect(Math.abs(disc["slimness"]! - Math.PI)).toBeLessThan(0.1);
  });

  test("no object gives no row", () => {
    expect(measureThickness(drawLabels("..")).values).toHaveLength(0);
  });
});
