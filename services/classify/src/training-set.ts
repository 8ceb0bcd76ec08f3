import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import { classNames } from "./class-tree.ts";
import type { Status } from "./label-facts.ts";

/** What a forest learns from: objects with the place of their class in `classes`. */
export interface TrainingSet {
  readonly objects: readonly string[];
  readonly objectClasses: readonly number[];
  /** Names, sorted as UTF-8 bytes. */
  readonly classes: readonly string[];
}

/** Which labelled objects teach. */
export interface TrainingWish {
  readonly runs: readonly string[];
  readonly statuses: readonly Status[];
  /** Ids of classes; empty: all. */
  readonly classes: readonly string[];
  /** Classes with fewer objects are left out. */
  readonly minPerClass: number;
}

/** A class with how many objects could teach it, and whether they are enough. */
export interface TeachableClass {
  readonly name: string;
  readonly objects: number;
  readonly learnt: boolean;
}

/**
 * The objects of some runs that persons have labelled and hold for certain: unless other statuses are wished only `validated` ones
 * teach. What is dubious may be wrong, what is discarded is no example of anything, and what was imported as predicted was said by a
 * machine. Ordered by image name, step and label, so that equal labels of equal images give an equal forest, whatever the ids are.
 */
export async function labelledObjects(
  db: Db,
  projectId: string,
  wish: TrainingWish,
): Promise<{ readonly set: TrainingSet; readonly counts: readonly TeachableClass[] }> {
  const rows = await db.query<{ object: string; class_id: string }>(
    `select o.id as object, l.class_id
       from (select distinct task_id from read.run_task
              where run_id = any($1) and project_id = $2 and stage = 'segment' and state = 'done') rt
       join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
       join read.image i on i.id = o.image_id
       join label l on l.object_id = o.id and l.status = any($3)
      where cardinality($4::text[]) = 0 or l.class_id = any($4)
      order by i.name, o.step, o.label, o.id`,
    [wish.runs, projectId, wish.statuses, wish.classes],
  );
  const tree = await classNames(db, projectId);
  const members = Map.groupBy(rows, (row) => row.class_id);
  const counts = [...members].map(([id, { length: objects }]) => ({
    id,
    name: tree.nameOf(tree.find(id)!),
    objects,
    learnt: objects >= wish.minPerClass,
  }));
  counts.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const classes = counts.filter(({ learnt }) => learnt);
  const places = new Map(classes.map(({ id }, place) => [id, place]));
  const used = rows.filter((row) => places.has(row.class_id));
  return {
    set: {
      objects: used.map((row) => row.object),
      objectClasses: used.map((row) => places.get(row.class_id)!),
      classes: classes.map(({ name }) => name),
    },
    counts: counts.map(({ id: _, ...count }) => count),
  };
}

/** Stores what a task learns from, and who asked for it first. */
export async function putTrainingSet(
  db: Db,
  task: { readonly id: string; readonly project: string; readonly author: string; readonly runs: readonly string[] },
  set: TrainingSet,
): Promise<void> {
  await db.query(
    `insert into training (task_id, project_id, objects, object_classes, classes, author, runs) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [task.id, task.project, set.objects, set.objectClasses, set.classes, task.author, task.runs],
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
