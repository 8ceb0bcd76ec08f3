import { refusal } from "@argosy/core";
import type { FeatureSetView } from "@argosy/runtime";

/** Measures of where an object lies, from which nothing can be learnt of what it is. */
const POSITION = /^[^.]+\.(bbox_(left|top|right|bottom)|centroid_(weighted_)?[xy]|bx|by|xstart|ystart)($|\.)/;
const MORPHOCUT_POSITION = /^[^.]+\.[xy]($|\.)/;

/**
 * The columns that tell what an object is: those asked for, or all but positions in the image.
 *
 * @throws {ArgosyError} FIELD_INVALID for a column that no set has, or that is named twice.
 */
export function learntColumns(sets: readonly FeatureSetView[], asked: readonly string[]): string[] {
  const known = sets.flatMap((set) => set.columns.map((column) => column.name));
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw refusal("FIELD_INVALID", `the run has no column ${unknown[0]}`, { field: "columns", columns: unknown });
  if (new Set(asked).size < asked.length) throw refusal("FIELD_INVALID", "a column is named twice", { field: "columns" });
  if (asked.length > 0) return [...asked];
  return sets.flatMap((set) => set.columns.map((column) => column.name).filter((name) => !isPosition(set.node, name)));
}

function isPosition(node: string, column: string): boolean {
  return POSITION.test(column) || (node === "measure.morphocut" && MORPHOCUT_POSITION.test(column));
}
