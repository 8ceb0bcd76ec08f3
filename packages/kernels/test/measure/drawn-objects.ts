import type { FeatureTable, Labels, Plane } from "../../src/index.ts";
import { plane } from "../../src/index.ts";

/** A label image drawn with characters: a digit is a label, anything else is background. */
export function drawLabels(...rows: readonly string[]): Labels {
  const width = rows[0]?.length ?? 0;
  return plane(
    Uint32Array.from(rows.join(""), (c) => (c >= "0" && c <= "9" ? Number(c) : 0)),
    width,
    rows.length,
  );
}

/** A plane of one grey value, as large as another. */
export function constantPlane(like: Plane, value: number): Plane<Float32Array> {
  return plane(new Float32Array(like.data.length).fill(value), like.width, like.height);
}

/** One row of a table as an object. */
export function tableRow(table: FeatureTable, row: number): Record<string, number> {
  const width = table.columns.length;
  return Object.fromEntries(table.columns.map(({ name }, i) => [name, table.values[row * width + i]]));
}
