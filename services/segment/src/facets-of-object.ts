import { ArgosyError } from "@argosy/core";
import type { ChainWork } from "@argosy/nodes";
import type { Facet } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { facetsOfObject } from "./facets.ts";
import { findObject } from "./one-object.ts";

/** What each slot of each node gave for an object: its place in stored arrays, its rows of measures, its predictions. */
export async function facetsOf(db: Db, projectId: string, objectId: string): Promise<Facet[]> {
  const object = await findObject(db, projectId, objectId);
  if (object === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object: objectId } });
  const task = await db.one<{ work: ChainWork }>("select work from read.task where id = $1", [object.task_id]);
  const box = { x: object.x, y: object.y, width: object.width, height: object.height };
  const arrays = (await facetsOfObject(db, projectId, object.task_id, object.image_id)).map((row): Facet => {
    const step = task?.work.steps[row.step];
    return {
      node: step?.node ?? "",
      instance: step?.id ?? "",
      version: step?.version ?? 0,
      slot: row.slot,
      kind: row.kind,
      array: row.array_id,
      t: row.t,
      box,
      values: {},
      task: row.task_id,
    };
  });
  return [...arrays, ...(await measured(db, projectId, objectId)), ...(await predicted(db, projectId, objectId))];
}

const NO_PIXELS = { array: "", t: 0, box: undefined } as const;

async function measured(db: Db, projectId: string, objectId: string): Promise<Facet[]> {
  const rows = await db.query<{
    node: string;
    version: number;
    name: string;
    columns: { name: string }[];
    values: number[];
    task_id: string;
  }>(
    `select s.node, s.version, s.name, s.columns, m.values, m.task_id
       from read.measurement m join read.feature_set s on s.id = m.feature_set_id
      where m.object_id = $1 and m.project_id = $2 order by s.name, s.id`,
    [objectId, projectId],
  );
  return rows.map((row) => ({
    ...NO_PIXELS,
    node: row.node,
    instance: row.name,
    version: row.version,
    slot: "table",
    kind: "table",
    values: finite(row.columns.map((column, index) => [column.name, row.values[index] ?? Number.NaN])),
    task: row.task_id,
  }));
}

async function predicted(db: Db, projectId: string, objectId: string): Promise<Facet[]> {
  const rows = await db.query<{ version: number; classes: string[]; probabilities: number[]; task_id: string }>(
    `select m.version, m.classes, p.probabilities, p.task_id
       from read.prediction p join read.model m on m.id = p.model_id
      where p.object_id = $1 and p.project_id = $2 order by m.version`,
    [objectId, projectId],
  );
  return rows.map((row) => ({
    ...NO_PIXELS,
    node: "classify.forest",
    instance: `model ${row.version}`,
    version: row.version,
    slot: "predictions",
    kind: "predictions",
    values: finite(row.classes.map((name, index) => [name, row.probabilities[index] ?? Number.NaN])),
    task: row.task_id,
  }));
}

/** A value that could not be measured is left out: the wire has no word for it. */
function finite(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value)));
}
