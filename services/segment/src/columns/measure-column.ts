import type { FeatureSetView } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { float64s } from "./packed.ts";
import type { RunObjects } from "./run-objects.ts";
import type { RunState } from "./run-state.ts";

/** Numbers by the place of their object; NaN where there is none. */
export interface NumberColumn {
  readonly values: Float64Array;
  readonly bytes: number;
}

/** Where a measurement lies. */
export interface MeasurePlace {
  readonly set: FeatureSetView;
  readonly place: number;
}

const TASKS = 32;

/** Finds a column among the feature sets of a run. */
export function findMeasure(sets: readonly FeatureSetView[], name: string): MeasurePlace | undefined {
  for (const set of sets) {
    const place = set.columns.findIndex((column) => column.name === name);
    if (place >= 0) return { set, place };
  }
  return undefined;
}

/** Reads one measurement of all objects of a run, which may still be on their way. */
export async function readMeasure(
  db: Db,
  state: RunState,
  reading: Promise<RunObjects>,
  { set, place }: MeasurePlace,
): Promise<NumberColumn> {
  let values: Float64Array | undefined;
  const tasks = state.tasks.measure;
  for (let at = 0; at < tasks.length; at += TASKS) {
    const asked = db.one<{ ids: string | null; numbers: Buffer | null }>(
      `select string_agg(object_id, '') as ids, string_agg(float8send(coalesce(values[$4], 'NaN')), '') as numbers
         from read.measurement where task_id = any($1) and feature_set_id = $2 and project_id = $3`,
      [tasks.slice(at, at + TASKS), set.id, state.project, place + 1],
    );
    const [row, objects] = await Promise.all([asked, reading]);
    values ??= new Float64Array(objects.ids.size).fill(Number.NaN);
    if (row === undefined || row.ids === null || row.numbers === null) continue;
    const numbers = float64s(row.numbers);
    const places = objects.ids.placesOf(row.ids);
    for (let k = 0; k < places.length; k++) if (places[k]! >= 0) values[places[k]!] = numbers[k]!;
  }
  values ??= new Float64Array((await reading).ids.size).fill(Number.NaN);
  return { values, bytes: values.byteLength };
}
