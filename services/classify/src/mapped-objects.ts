import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

/** Objects that are laid out. */
export interface MappedObjects {
  /** In the order of images and labels. */
  readonly objects: readonly string[];
  /** How many there are, of which these are all or a part. */
  readonly measured: number;
}

/**
 * The objects of a run that have all of some feature sets, by image name, step and label. Of more than `most` every n-th is taken, n being
 * no whole number as a rule, so that each image gives its share.
 */
export async function measuredObjects(
  db: Db,
  projectId: string,
  wanted: { readonly run: string; readonly sets: readonly string[]; readonly most: number },
): Promise<MappedObjects> {
  const rows = await db.query<{ id: string; measured: string }>(
    `select id, measured
       from (select o.id, row_number() over (order by i.name collate "C", o.step, o.label, o.id) - 1 as place, count(*) over () as measured
               from (select distinct task_id from read.run_task
                      where run_id = $1 and project_id = $2 and stage = 'segment' and state = 'done') rt
               join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
               join read.image i on i.id = o.image_id
              where (select count(*) from read.measurement m where m.object_id = o.id and m.feature_set_id = any($3)) = cardinality($3)) o
      where place * $4 / measured <> (place - 1) * $4 / measured or place = 0 or measured <= $4
      order by place`,
    [wanted.run, projectId, wanted.sets, wanted.most],
  );
  return { objects: rows.map(({ id }) => id), measured: Number(rows[0]?.measured ?? 0) };
}

/** Stores what a task lays out, and who asked for it first. */
export async function putMapRequest(
  db: Db,
  task: { readonly id: string; readonly project: string; readonly run: string; readonly author: string },
  { objects, measured }: MappedObjects,
): Promise<void> {
  await db.query(
    "insert into map_request (task_id, project_id, run_id, objects, measured, author) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    [task.id, task.project, task.run, objects, measured, task.author],
  );
}

/** The objects that a task lays out. @throws {ArgosyError} `not_found`. */
export async function findMapRequest(db: Db, taskId: string, projectId: string): Promise<readonly string[]> {
  const row = await db.one<{ objects: string[] }>("select objects from map_request where task_id = $1 and project_id = $2", [
    taskId,
    projectId,
  ]);
  if (row === undefined) throw new ArgosyError("not_found", "there is nothing to be laid out", { details: { task: taskId } });
  return row.objects;
}
