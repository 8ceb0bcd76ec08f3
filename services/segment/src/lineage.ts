import { ArgosyError } from "@argosy/core";
import type { ChainWork, CollectionWork, Step } from "@argosy/nodes";
import type { LineageStep } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { findObject } from "./one-object.ts";

const EMPTY: LineageStep = { kind: "", name: "", version: 0, parameters: undefined, inputs: [], sha256: "", at: "", person: "" };

/** Every step from the file to the numbers of an object: file, array, the nodes of each task with their parameters, persons. */
export async function lineageOf(db: Db, projectId: string, objectId: string): Promise<LineageStep[]> {
  const object = await findObject(db, projectId, objectId);
  if (object === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object: objectId } });
  const measure = await db.query<{ task_id: string }>(
    `select task_id from (select task_id from read.measurement where object_id = $1 union select task_id from read.prediction where object_id = $1) t
      order by task_id`,
    [objectId],
  );
  const steps = await source(db, object.image_id);
  steps.push(...(await sharedSteps(db, object.task_id)));
  for (const taskId of [object.task_id, ...measure.map((row) => row.task_id)]) steps.push(...(await taskSteps(db, taskId)));
  return [...steps, ...(await persons(db, projectId, objectId))];
}

async function source(db: Db, imageId: string): Promise<LineageStep[]> {
  const row = await db.one<{ path: string; page: number; sha256: string; manifest_sha256: string; task_id: string; prefix: string }>(
    `select f.path, i.page, f.sha256, a.manifest_sha256, i.task_id, a.prefix
       from read.image i join read.file f on f.id = i.file_id join read.array a on a.id = i.array_id where i.id = $1`,
    [imageId],
  );
  if (row === undefined) return [];
  const file = { ...EMPTY, kind: "file", name: row.path, parameters: { page: row.page }, sha256: row.sha256 };
  const array = { ...EMPTY, kind: "array", name: "import", inputs: [row.sha256], sha256: row.manifest_sha256 };
  return [file, array];
}

/** What the task took from the whole collection: the step that asked its images, and which they were. */
async function sharedSteps(db: Db, taskId: string): Promise<LineageStep[]> {
  const task = await db.one<{ id: string; work: CollectionWork; output_sha256: string | null; finished_at: Date | null }>(
    `select s.id, s.work, s.output_sha256, s.finished_at
       from read.task t join read.task s on s.id = t.work->'unit'->'images'->0->'companions'->'shared'->>'task' where t.id = $1`,
    [taskId],
  );
  if (task === undefined) return [];
  const { steps, units } = task.work;
  const images = units.flatMap((unit) => unit.images.map(({ name }) => name));
  return [
    ...nodeSteps(steps),
    {
      ...EMPTY,
      kind: "task",
      name: `collection ${task.id}`,
      parameters: { images },
      inputs: units.map(({ manifest }) => manifest),
      sha256: task.output_sha256 ?? "",
      at: task.finished_at?.toISOString() ?? "",
    },
  ];
}

function nodeSteps(steps: readonly Step[]): LineageStep[] {
  return steps.map(({ node, version, params }) => ({ ...EMPTY, kind: "node", name: node, version, parameters: { ...params } }));
}

async function taskSteps(db: Db, taskId: string): Promise<LineageStep[]> {
  const task = await db.one<{ stage: string; work: ChainWork; output_sha256: string | null; finished_at: Date | null }>(
    "select stage, work, output_sha256, finished_at from read.task where id = $1",
    [taskId],
  );
  if (task === undefined) return [];
  const inputs = [task.work.unit?.manifest, ...Object.values(task.work.reads ?? {}), task.work.model?.sha256].filter(
    (input) => input !== undefined,
  );
  return [
    ...nodeSteps(task.work.steps),
    {
      ...EMPTY,
      kind: "task",
      name: `${task.stage} ${taskId}`,
      inputs,
      sha256: task.output_sha256 ?? "",
      at: task.finished_at?.toISOString() ?? "",
    },
  ];
}

async function persons(db: Db, projectId: string, objectId: string): Promise<LineageStep[]> {
  const rows = await db.query<{ class: string | null; status: string | null; author: string; origin: string; set_at: Date }>(
    `select class, status, author, origin, set_at from read.label_history where object_id = $1 and project_id = $2 order by position`,
    [objectId, projectId],
  );
  return rows.map((row) => ({
    ...EMPTY,
    kind: "label",
    name: row.class ?? "",
    parameters: { status: row.status ?? "", origin: row.origin },
    at: row.set_at.toISOString(),
    person: row.author,
  }));
}
