import { describe, expect, test } from "vitest";
import { measureIntensity, measureMorphocut, plane, tableColumn } from "../../src/index.ts";
import { constantPlane, drawLabels, tableRow } from "./drawn-objects.ts";

describe("measureIntensity", () => {
  test("a constant has no spread and no shape of distribution", () => {
    const labels = drawLabels("111", "111");
    const row = tableRow(measureIntensity(labels, constantPlane(labels, 0.1)), 0);
    expect(row).toMatchObject({ std: 0, skewness: Number.NaN, kurtosis: Number.NaN, entropy: 0, gradient_mean: 0, laplacian_std: 0 });
    expect(row["median"]).toBe(Math.fround(0.1));
  });

  test("values of one object, small enough to check by eye", () => {
    const labels = drawLabels("11", "1.");
    const row = tableRow(measureIntensity(labels, plane(Uint8Array.of(1, 2, 6, 200), 2, 2)), 0);
    expect(row).toMatchObject({ mean: 3, min: 1, max: 6, median: 2, sum: 9, percentile_25: 1.5, percentile_75: 4 });
    expect(row["std"]).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(row["centroid_weighted_x"]).toBeCloseTo(2 / 9, 12);
    expect(row["centroid_weighted_y"]).toBeCloseTo(6 / 9, 12);
  });

  test("the weighted centre of nothing does not exist", () => {
    const labels = drawLabels("11");
    expect(tableRow(measureIntensity(labels, constantPlane(labels, 0)), 0)["centroid_weighted_x"]).toBeNaN();
  });

  test("negative values count as they are", () => {
    expect(tableRow(measureIntensity(drawLabels("111"), plane(Int16Array.of(-5, 0, 2), 3, 1)), 0)).toMatchObject({
      mean: -1,
      min: -5,
      max: 2,
      median: 0,
    });
  });

  test("asked for a few columns it gives these, with the same values", () => {
    const labels = drawLabels("11.2", "1..2", "33.2");
    const images = [Uint8Array.of(9, 3, 0, 7, 4, 0, 0, 255, 1, 1, 0, 8), Float32Array.of(1, Number.NaN, 0, 7, 4, 0, 0, -2, 1, 1.5, 0, 8)];
    for (const image of images.map((data) => plane(data, 4, 3))) {
      const all = measureIntensity(labels, image);
      for (const names of [["max", "mean"], ["sum", "min", "max", "mean"], ["median", "min"], []]) {
        const few = measureIntensity(labels, image, undefined, names);
        expect(few.columns.map(({ name }) => name)).toEqual(all.columns.map(({ name }) => name).filter((name) => names.includes(name)));
        for (const name of names) expect(tableColumn(few, name)).toEqual(tableColumn(all, name));
      }
    }
    expect(() => measureIntensity(labels, images.map((data) => plane(data, 4, 3))[0]!, undefined, ["colour"])).toThrow("no column colour");
  });

  test("a ramp has its slope as gradient, and none beside it", () => {
    const labels = drawLabels(".....", ".111.", ".111.", ".111.", ".....");
    const ramp = plane(
      Uint16Array.from(labels.data, (_, i) => 10 * (i % 5)),
      5,
      5,
    );
    const row = tableRow(measureIntensity(labels, ramp), 0);
    expect(row).toMatchObject({ gradient_mean: 10, gradient_inner: 10, gradient_edge: 10, gradient_std: 0, laplacian_std: 0 });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("a sample that is %s makes its object's row NaN and no other's", (bad) => {
    const labels = drawLabels("11..22");
    const table = measureIntensity(labels, plane(Float32Array.of(bad, 1, 0, 0, 3, 3), 6, 1));
    expect(Object.values(tableRow(table, 0)).every(Number.isNaN)).toBe(true);
    expect(tableRow(table, 1)).toMatchObject({ mean: 3, gradient_mean: 0.75 });
    expect(tableRow(measureMorphocut(labels, plane(Float32Array.of(bad, 1, 0, 0, 3, 3), 6, 1)), 0)).toMatchObject({
      min: Number.NaN,
      area: 2,
    });
  });

  test("planes of different size are refused, no object gives no row", () => {
    const labels = drawLabels("..");
    expect(() => measureIntensity(labels, plane(new Uint8Array(3), 3, 1))).toThrow(RangeError);
    expect(() => measureMorphocut(labels, plane(new Uint8Array(2), 1, 2))).toThrow(RangeError);
    expect(measureIntensity(labels, plane(new Uint8Array(2), 2, 1)).values).toHaveLength(0);
  });

  test("the inputs stay as they are", () => {
    const labels = drawLabels("121");
    const image = plane(Float64Array.of(3, 2, 1), 3, 1);
    measureIntensity(labels, image);
    expect(Array.from(image.data)).toEqual([3, 2, 1]);
    expect(Array.from(labels.data)).toEqual([1, 2, 1]);
  });
});
