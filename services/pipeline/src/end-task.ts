import { ArgosyError, ERROR_CODES, REASONS, type Reason, refusal } from "@argosy/core";
import type { Db, JobChanged } from "@argosy/work";
import { addResults, settleJob } from "./jobs.ts";
import { jobsOfTask, lockTask, markDone, markFailed } from "./tasks.ts";

/** How often a task is tried in all, and how long it rests between. */
export interface RetryRule {
  readonly attempts: number;
  readonly pauseMs: number;
  /** Pause before asking again whether a resource is back. */
  readonly waitMs: number;
}

/** How an attempt failed. */
export interface TaskFailure {
  readonly code: string;
  readonly reason: string;
  readonly detail: string;
  readonly details: object;
}

/**
 * Records that a task is done, settles the jobs that use it and frees what waited for it. Idempotent.
 *
 * @returns The changes to announce.
 * @throws {ArgosyError} OUTPUT_DIFFERS when the task was done before with another hash; an alarm row is left.
 */
export async function completeTask(db: Db, id: string, sha256: string, results: Readonly<Record<string, string>>): Promise<JobChanged[]> {
  const ended = await db.transaction(async (tx) => {
    const task = await lockTask(tx, id);
    if (task === undefined) throw new ArgosyError("not_found", "there is no such task", { details: { task: id } });
    if (task.state === "done") {
      if (task.output_sha256 === sha256) return { changes: [], differs: false };
      await tx.query("insert into alarm (task_id, message, details) values ($1, 'a task was done twice with different results', $2)", [
        id,
        JSON.stringify({ first: task.output_sha256, second: sha256 }),
      ]);
      return { changes: [], differs: true };
    }
    await markDone(tx, id, sha256, results);
    return { changes: await settleJobsOf(tx, id, results), differs: false };
  });
  if (ended.differs) throw refusal("OUTPUT_DIFFERS", "the task was done before with another result", { task: id });
  return ended.changes;
}

/**
 * Records that an attempt failed. What may pass is tried again after a pause; what lacks a resource waits for it; the rest failed.
 *
 * @returns The changes to announce.
 */
export async function failTask(db: Db, id: string, failure: TaskFailure, retry: boolean, rule: RetryRule): Promise<JobChanged[]> {
  return db.transaction(async (tx) => {
    const task = await lockTask(tx, id);
    if (task === undefined || task.state === "done" || task.state === "cancelled") return [];
    const waitingFor = resourceOf(failure);
    if (waitingFor !== null) await markFailed(tx, id, { state: "waiting", waitingFor, pauseMs: rule.waitMs, problem: failure });
    else if (retry && task.attempts < rule.attempts) {
      await markFailed(tx, id, { state: "queued", waitingFor: null, pauseMs: rule.pauseMs * 2 ** (task.attempts - 1), problem: failure });
    } else await markFailed(tx, id, { state: "failed", waitingFor: null, pauseMs: 0, problem: failure });
    return settleJobsOf(tx, id, {});
  });
}

/** What a failure waits for, when it is not the task's fault. */
function resourceOf(failure: TaskFailure): string | null {
  if (failure.reason === "STORAGE_FULL") return "storage";
  if (failure.reason === "DB_UNAVAILABLE") return "database";
  return null;
}

/** Whether another attempt of a task that failed in this way may succeed. */
export function mayPass(code: string, reason: string): boolean {
  if (reason === "WORKER_CRASHED" || reason === "TASK_TIMEOUT" || reason === "OUT_OF_MEMORY") return true;
  const known = reason in REASONS ? REASONS[reason as Reason].code : code;
  return known in ERROR_CODES && ERROR_CODES[known as keyof typeof ERROR_CODES].retry;
}

async function settleJobsOf(tx: Db, taskId: string, results: Readonly<Record<string, string>>): Promise<JobChanged[]> {
  const changes: JobChanged[] = [];
  for (const job of await jobsOfTask(tx, taskId)) {
    if (Object.keys(results).length > 0) await addResults(tx, job, results, false);
    const change = await settleJob(tx, job);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}
