import { describe, expect, test } from "vitest";
import { measureMoments, plane } from "../../src/index.ts";
import { tableRow } from "./drawn-objects.ts";

describe("measureMoments", () => {
  // The second object is a column of three pixels, whose lowest is five times as bright as the others.
  const labels = plane(Uint32Array.of(1, 1, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2), 4, 3);
  const image = plane(Uint8Array.of(20, 60, 0, 1, 0, 0, 0, 1, 0, 0, 0, 5), 4, 3);
  const rows = [0, 1].map((row) => tableRow(measureMoments(labels, image), row));

  test("counts rows and columns from the box", () => {
    expect(rows[1]).toMatchObject({ moments_0_0: 3, moments_1_0: 3, moments_2_0: 5, moments_3_0: 9, moments_0_1: 0, moments_1_3: 0 });
    expect(rows[1]).toMatchObject({ centroid_local_x: 0, centroid_local_y: 1 });
  });

  test("central moments do not know where the object lies, normalised ones not how large it is", () => {
    expect(rows[1]).toMatchObject({ moments_central_2_0: 2, moments_central_1_0: 0, moments_central_3_0: 0 });
    expect(rows[1]!["moments_normalized_2_0"]).toBeCloseTo(2 / 9, 12);
    expect(rows[1]!["moments_normalized_1_0"]).toBeNaN();
  });

  test("weighted ones follow the light", () => {
    expect(rows[0]).toMatchObject({ moments_weighted_0_0: 80, moments_weighted_0_1: 60, centroid_weighted_local_x: 0.75 });
    expect(rows[1]!["centroid_weighted_local_y"]).toBeCloseTo(11 / 7, 12);
  });

  test("the tensor has the variances of the columns and of the rows", () => {
    expect(rows[0]).toMatchObject({ inertia_tensor_0_0: 0.25, inertia_tensor_1_1: 0, inertia_tensor_eigvals_0: 0.25 });
    expect(rows[1]).toMatchObject({ inertia_tensor_0_0: 0, inertia_tensor_eigvals_1: 0 });
    expect(rows[1]!["inertia_tensor_1_1"]).toBeCloseTo(2 / 3, 12);
  });

  test.each([
    { name: "without light", grey: [0, 0] },
    { name: "with a sample that is none", grey: [1, Number.NaN] },
  ])("$name there is nothing weighted", ({ grey }) => {
    const row = tableRow(measureMoments(plane(Uint32Array.of(1, 1), 2, 1), plane(Float64Array.from(grey), 2, 1)), 0);
    expect(row).toMatchObject({ moments_0_0: 2, centroid_local_x: 0.5 });
    for (const name of ["centroid_weighted_local_x", "moments_weighted_normalized_2_0", "moments_weighted_hu_1"])
      expect(row[name]).toBeNaN();
  });
});
