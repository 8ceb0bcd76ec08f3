import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

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
  if (rows < objects.length * sets.length)
    throw new ArgosyError("failed_precondition", "not all of the objects are measured yet; wait for the run to end");
  return [...tasks].sort();
}
