import { refusal } from "@argosy/core";
import type { FeatureSetView } from "@argosy/runtime";
import type { MeasureColumn } from "./csv/write-csv.ts";

/** A measure of a table: which value of which set it is, and what it means. */
export interface ChosenMeasure extends MeasureColumn {
  readonly set: number;
  readonly place: number;
}

/**
 * The measures of some sets: those named, in that order, or all.
 *
 * @throws {ArgosyError} PARAM_INVALID for a name that no set has.
 */
export function chooseMeasures(sets: readonly FeatureSetView[], names: readonly string[] = []): readonly ChosenMeasure[] {
  const all = sets.flatMap(({ columns }, set) =>
    columns.map(
      ({ name, unit, definition }, place): ChosenMeasure => ({
        set,
        place,
        name,
        datatype: "number",
        definition,
        ...(unit === "" || unit === "1" ? {} : { unit }),
      }),
    ),
  );
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((measure) => measure.name === name);
    if (found === undefined) throw refusal("PARAM_INVALID", "there is no such measure", { pointer: "/columns", got: name });
    return found;
  });
}

/** The values of the chosen measures; `undefined` where an object was not measured. */
export function valuesOf(values: readonly (readonly number[] | null)[], chosen: readonly ChosenMeasure[]): readonly (number | undefined)[] {
  return chosen.map(({ set, place }) => values[set]?.[place]);
}
