import { ArgosyError, refusal } from "@argosy/core";
import type { Db, JobChanged } from "@argosy/work";
import { findJob, reopenJob, settleJob } from "./jobs.ts";
import { findTask, jobsOfTask, lockTask, makeReady } from "./tasks.ts";

/**
 * Has a task tried again: one that failed from its first attempt on, together with the jobs that failed by it; one that waits or fell
 * silent at once.
 *
 * @returns The changes to announce.
 * @throws {ArgosyError} `not_found`; TASK_NOT_STUCK for what is done, cancelled, in hand, or needs another task first.
 */
export async function requeueTask(db: Db, id: string, silentMs: number): Promise<JobChanged[]> {
  return db.transaction(async (tx) => {
    if ((await lockTask(tx, id)) === undefined) throw new ArgosyError("not_found", "there is no such task", { details: { task: id } });
    const task = (await findTask(tx, id))!;
    if (task.state === "done" || task.state === "cancelled") throw notStuck(id, `the task is ${task.state}`);
    if (task.missing > 0) throw notStuck(id, "the task needs others that are not done; requeue those");
    if (!(await makeReady(tx, id, silentMs))) throw notStuck(id, "the task is in hand");
    const changes: JobChanged[] = [];
    for (const jobId of await jobsOfTask(tx, id)) {
      const job = await findJob(tx, task.project_id, jobId);
      if (job?.state === "failed") await reopenJob(tx, jobId);
      const change = await settleJob(tx, jobId);
      if (change !== undefined) changes.push(change);
    }
    return changes;
  });
}

function notStuck(task: string, why: string): ArgosyError {
  return refusal("TASK_NOT_STUCK", why, { task });
}
