import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import { classNames } from "./class-tree.ts";

/** What a forest learns from: objects with the place of their class in `classes`. */
export interface TrainingSet {
  readonly objects: readonly string[];
  readonly objectClasses: readonly number[];
  /** Names, sorted as UTF-8 bytes. */
  readonly classes: readonly string[];
}

/**
 * The objects of a run that persons have labelled and hold for certain: only labels with the status `validated` teach. What is dubious
 * may be wrong, what is discarded is no example of anything, and what was imported as predicted was said by a machine. Ordered by
 * image name, step and label, so that equal labels of equal images give an equal forest, whatever the ids are.
 */
export async function labelledObjects(db: Db, projectId: string, runId: string): Promise<TrainingSet> {
  const rows = await db.query<{ object: string; class_id: string }>(
    `select o.id as object, l.class_id
       from read.run_task rt
       join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
       join read.image i on i.id = o.image_id
       join label l on l.object_id = o.id and l.status = 'validated'
      where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done'
      order by i.name, o.step, o.label, o.id`,
    [runId, projectId],
  );
  const tree = await classNames(db, projectId);
  const names = new Map<string, string>();
  for (const { class_id: id } of rows) if (!names.has(id)) names.set(id, tree.nameOf(tree.find(id)!));
  const classes = [...names.values()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const places = new Map(classes.map((name, place) => [name, place]));
  return {
    objects: rows.map((row) => row.object),
    objectClasses: rows.map((row) => places.get(names.get(row.class_id)!)!),
    classes,
  };
}

const BATCH = 20_000;

/**
 * The tasks that measured objects.
 *
 * @throws {ArgosyError} `failed_precondition` while an object lacks one of the feature sets.
 */
export async function measuringTasks(db: Db, projectId: string, objects: readonly string[], sets: readonly string[]): Promise<string[]> {
  const tasks = new Set<string>();
  let rows = 0;
  for (let at = 0; at < objects.length; at += BATCH) {
    const counted = await db.query<{ task_id: string; rows: number }>(
      `select task_id, count(*)::int as rows from read.measurement
        where object_id = any($1) and feature_set_id = any($2) and project_id = $3 group by task_id`,
      [objects.slice(at, at + BATCH), sets, projectId],
    );
    for (const task of counted) {
      tasks.add(task.task_id);
      rows += task.rows;
    }
  }
  if (rows < objects.length * sets.length) {
    throw new ArgosyError("failed_precondition", "not all of the labelled objects are measured yet; wait for the run to end");
  }
  return [...tasks].sort();
}

export async function putTrainingSet(db: Db, taskId: string, projectId: string, set: TrainingSet): Promise<void> {
  await db.query(
    "insert into training (task_id, project_id, objects, object_classes, classes) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [taskId, projectId, set.objects, set.objectClasses, set.classes],
  );
}

export async function findTrainingSet(db: Db, taskId: string, projectId: string): Promise<TrainingSet> {
  const row = await db.one<{ objects: string[]; object_classes: number[]; classes: string[] }>(
    "select objects, object_classes, classes from training where task_id = $1 and project_id = $2",
    [taskId, projectId],
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is nothing to learn from", { details: { task: taskId } });
  return { objects: row.objects, objectClasses: row.object_classes, classes: row.classes };
}
