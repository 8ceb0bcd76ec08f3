import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";

/** A feature set as far as reading its rows needs it. */
export interface SetColumns {
  readonly id: string;
  readonly columns: readonly { readonly name: string }[];
}

/** The measures of an object in one set. */
export interface SetRow {
  readonly object_id: string;
  readonly feature_set_id: string;
  readonly values: readonly number[];
}

const BATCH = 5_000;

/** Where each column lies: which set, which place in it. */
type Places = ReadonlyMap<string, readonly { readonly from: number; readonly to: number }[]>;

/**
 * Finds columns in feature sets.
 *
 * @throws {ArgosyError} FEATURES_MISMATCH naming those that are missing.
 */
function placesOf(sets: readonly SetColumns[], columns: readonly string[]): Places {
  const wanted = new Map(columns.map((name, to) => [name, to]));
  const missing = new Set(columns);
  const places = new Map<string, { from: number; to: number }[]>();
  for (const set of sets) {
    const here: { from: number; to: number }[] = [];
    for (const [from, { name }] of set.columns.entries()) {
      const to = wanted.get(name);
      if (to !== undefined && missing.delete(name)) here.push({ from, to });
    }
    if (here.length > 0) places.set(set.id, here);
  }
  if (missing.size > 0) {
    const names = [...missing];
    throw refusal("FEATURES_MISMATCH", `${names.length} columns were not measured: ${names.slice(0, 10).join(", ")}`, {
      columns: names.slice(0, 100),
    });
  }
  return places;
}

/** The table of some objects: `[objects][columns]`, row-major; what was not measured is NaN. */
class FeatureRows {
  readonly values: Float32Array;
  readonly #places: Places;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #width: number;

  /** @throws {ArgosyError} FEATURES_MISMATCH naming the columns that none of the sets has. */
  constructor(sets: readonly SetColumns[], columns: readonly string[], objects: readonly string[]) {
    this.#places = placesOf(sets, columns);
    this.#rows = new Map(objects.map((object, row) => [object, row]));
    this.#width = columns.length;
    this.values = new Float32Array(objects.length * columns.length).fill(Number.NaN);
  }

  add({ object_id, feature_set_id, values }: SetRow): void {
    const row = this.#rows.get(object_id);
    const places = this.#places.get(feature_set_id);
    if (row === undefined || places === undefined) return;
    for (const { from, to } of places) this.values[row * this.#width + to] = values[from] ?? Number.NaN;
  }
}

async function findSets(db: Db, projectId: string, ids: readonly string[]): Promise<SetColumns[]> {
  const rows = await db.query<SetColumns>("select id, columns from read.feature_set where id = any($1) and project_id = $2", [
    ids,
    projectId,
  ]);
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** The columns of some sets for some objects, as they are learnt. @throws {ArgosyError} FEATURES_MISMATCH. */
export async function featuresOfObjects(
  db: Db,
  projectId: string,
  wanted: { readonly sets: readonly string[]; readonly columns: readonly string[]; readonly objects: readonly string[] },
  signal: AbortSignal,
): Promise<Float32Array> {
  const rows = new FeatureRows(await findSets(db, projectId, wanted.sets), wanted.columns, wanted.objects);
  for (let at = 0; at < wanted.objects.length; at += BATCH) {
    const batch = await db.query<SetRow>(
      `select object_id, feature_set_id, values from read.measurement
        where object_id = any($1) and feature_set_id = any($2) and project_id = $3`,
      [wanted.objects.slice(at, at + BATCH), wanted.sets, projectId],
      { signal },
    );
    for (const row of batch) rows.add(row);
  }
  return rows.values;
}

/** The objects that a task measured, by id, with the columns of a model. @throws {ArgosyError} FEATURES_MISMATCH. */
export async function featuresOfTask(
  db: Db,
  projectId: string,
  taskId: string,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly objects: readonly string[]; readonly features: Float32Array }> {
  const measured = await db.query<SetRow>(
    `select object_id, feature_set_id, values from read.measurement where task_id = $1 and project_id = $2 order by object_id, feature_set_id`,
    [taskId, projectId],
    { signal },
  );
  const objects = [...new Set(measured.map((row) => row.object_id))];
  if (objects.length === 0) return { objects, features: new Float32Array(0) };
  const sets = await findSets(db, projectId, [...new Set(measured.map((row) => row.feature_set_id))].sort());
  const rows = new FeatureRows(sets, columns, objects);
  for (const row of measured) rows.add(row);
  return { objects, features: rows.values };
}
