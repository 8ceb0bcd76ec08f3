import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FeatureTable } from "../../src/index.ts";
import { measureIntensity, measureMorphocut, measureShape, plane } from "../../src/index.ts";

type Row = Readonly<Record<string, number | null>> & {
  readonly label: number;
  readonly intensity: Readonly<Record<string, number | null>>;
};
interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly number[];
  readonly image: readonly number[];
  readonly rows: readonly Row[];
}
const { cases } = JSON.parse(readFileSync(new URL("../reference/measure.json", import.meta.url), "utf8")) as { cases: Case[] };

/** Every difference to the reference, as a sentence. */
function differences(table: FeatureTable, row: number, expected: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(expected).flatMap(([name, want]) => {
    if (name === "label" || name === "intensity") return [];
    const index = table.columns.findIndex((column) => column.name === name);
    const got = table.values[row * table.columns.length + index];
    const same = want === null ? Number.isNaN(got) : Math.abs(got - (want as number)) <= 1e-9 * (1 + Math.abs(want as number));
    return same ? [] : [`${name} of ${table.labels[row]}: ${got}, not ${want}`];
  });
}

describe.each(cases)("measures of $name equal those of scikit-image and scipy", ({ width, height, labels, image, rows }) => {
  const objects = plane(Uint32Array.from(labels), width, height);
  const sixteen = plane(Uint16Array.from(image), width, height);

  test("shape", () => {
    const table = measureShape(objects);
    expect(Array.from(table.labels)).toEqual(rows.map((row) => row.label));
    expect(rows.flatMap((row, i) => differences(table, i, row))).toEqual([]);
  });

  test.each([
    ["Uint16Array", sixteen],
    ["Float32Array", plane(Float32Array.from(image), width, height)],
    ["Float64Array", plane(Float64Array.from(image), width, height)],
  ])("intensity of a %s", (_, plane_) => {
    const table = measureIntensity(objects, plane_);
    expect(rows.flatMap((row, i) => differences(table, i, row.intensity))).toEqual([]);
  });

  test("MorphoCut's table follows from them", () => {
    const table = measureMorphocut(objects, sixteen);
    const expected = rows.map((row) => ({
      area_exc: row["area"],
      area: row["area_filled"],
      "%area": 1 - row["area"]! / row["area_filled"]!,
      intden: row["area_filled"]! * row.intensity["mean"]!,
      angle: (row["orientation"]! / Math.PI) * 180 + 90,
      local_centroid_col: row["centroid_x"]! - row["bbox_left"]!,
      solidity: row["solidity"],
      range: row.intensity["max"]! - row.intensity["min"]!,
      width: row["bbox_right"]! - row["bbox_left"]!,
      by: row["bbox_top"],
      equivalent_diameter: row["equivalent_diameter_area"],
      "perim.": row["perimeter"],
    }));
    expect(expected.flatMap((row, i) => differences(table, i, row))).toEqual([]);
  });
});
