import { ArgosyError, refusal } from "@argosy/core";
import type { Db, JobChanged } from "@argosy/work";
import { cancelJobRow, findJob, reopenJob, settleJob } from "./jobs.ts";
import { cancelTasksOf, lockTasksOf, resetFailedTasksOf } from "./tasks.ts";

/**
 * Cancels a job: its tasks that no other job needs are dropped, also those in hand. To cancel a job that was cancelled is fine.
 *
 * @throws {ArgosyError} `not_found`; JOB_FINISHED for a job that is done or failed.
 */
export async function cancelJob(db: Db, projectId: string, jobId: string): Promise<JobChanged> {
  return db.transaction(async (tx) => {
    const job = await findJob(tx, projectId, jobId);
    if (job === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job: jobId } });
    if (job.state === "done" || job.state === "failed")
      throw refusal("JOB_FINISHED", `the job is ${job.state} already`, { job: jobId, state: job.state });
    await lockTasksOf(tx, jobId);
    if (await cancelJobRow(tx, jobId)) await cancelTasksOf(tx, jobId);
    return { projectId, jobId };
  });
}

/**
 * Repeats what failed or was cancelled of a job, and only that.
 *
 * @throws {ArgosyError} `not_found`; JOB_NOT_FAILED where there is nothing to repeat.
 */
export async function retryJob(db: Db, projectId: string, jobId: string, trace: string): Promise<JobChanged> {
  return db.transaction(async (tx) => {
    const job = await findJob(tx, projectId, jobId);
    if (job === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job: jobId } });
    if (job.state !== "failed" && job.state !== "cancelled") {
      throw refusal("JOB_NOT_FAILED", `the job is ${job.state}; only a failed or cancelled one can be retried`, {
        job: jobId,
        state: job.state,
      });
    }
    await lockTasksOf(tx, jobId);
    await reopenJob(tx, jobId);
    await resetFailedTasksOf(tx, jobId, trace);
    await settleJob(tx, jobId);
    return { projectId, jobId };
  });
}
