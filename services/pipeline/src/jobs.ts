import type { Db, JobChanged } from "@argosy/work";
import { appendEvent } from "@argosy/work";

/** A row of the table of jobs. */
export interface JobRow {
  readonly id: string;
  readonly project_id: string;
  readonly kind: "import" | "run" | "training" | "prediction" | "map" | "export";
  readonly title: string;
  readonly state: "queued" | "running" | "waiting" | "done" | "failed" | "cancelled";
  readonly waiting_for: string | null;
  readonly growing: boolean;
  readonly results: Readonly<Record<string, string>>;
  readonly trace: string;
  readonly problem: object | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** A job about to be stored. */
export interface NewJob {
  readonly id: string;
  readonly projectId: string;
  readonly kind: string;
  readonly title: string;
  readonly growing: boolean;
  readonly results: Readonly<Record<string, string>>;
  /** W3C `traceparent` of the request that asks for it. */
  readonly trace: string;
}

export async function insertJob(db: Db, job: NewJob): Promise<void> {
  await db.query(
    "insert into job (id, project_id, kind, title, state, growing, results, trace) values ($1, $2, $3, $4, 'queued', $5, $6, $7)",
    [job.id, job.projectId, job.kind, job.title, job.growing, JSON.stringify(job.results), job.trace],
  );
}

export async function findJob(db: Db, projectId: string, id: string): Promise<JobRow | undefined> {
  return db.one<JobRow>("select * from job where id = $1 and project_id = $2", [id, projectId]);
}

/** Which jobs to list: empty texts mean any; `before` is the id of the last job of the page before. */
export interface JobFilter {
  readonly kind: string;
  readonly state: string;
  readonly before: string;
  readonly limit: number;
}

export async function listJobs(db: Db, projectId: string, filter: JobFilter): Promise<JobRow[]> {
  return db.query<JobRow>(
    `select * from job
      where project_id = $1 and ($2 = '' or kind = $2) and ($3 = '' or state = $3)
        and ($4 = '' or (created_at, id) < (select created_at, id from job where id = $4))
      order by created_at desc, id desc limit $5`,
    [projectId, filter.kind, filter.state, filter.before, filter.limit],
  );
}

/** Locks a job against other changes of its state until the transaction ends. */
async function lockJob(tx: Db, id: string): Promise<JobRow | undefined> {
  return tx.one<JobRow>("select * from job where id = $1 for update", [id]);
}

/** Names results and says whether more tasks may still come. */
export async function addResults(tx: Db, id: string, results: Readonly<Record<string, string>>, complete: boolean): Promise<void> {
  await tx.query("update job set results = results || $2::jsonb, growing = growing and not $3 where id = $1", [
    id,
    JSON.stringify(results),
    complete,
  ]);
}

/** What became of the tasks of a job. */
interface Standing {
  readonly active: number;
  readonly running: number;
  readonly waiting: string | null;
  readonly failed: number;
  readonly blocked: number;
}

const STANDING = `
  select count(*) filter (where t.state = 'running' or t.state = 'waiting' or (t.state = 'queued' and t.missing = 0))::int as active,
         count(*) filter (where t.state in ('running', 'done'))::int as running,
         min(t.waiting_for) filter (where t.state = 'waiting') as waiting,
         count(*) filter (where t.state in ('failed', 'cancelled'))::int as failed,
         count(*) filter (where t.state = 'queued' and t.missing > 0)::int as blocked
    from job_task jt join task t on t.id = jt.task_id
   where jt.job_id = $1`;

/**
 * Brings the state of a job in line with its tasks. A job that was cancelled or has ended stays as it is.
 *
 * @returns The change to announce, or `undefined` when the job has ended before.
 */
export async function settleJob(tx: Db, id: string): Promise<JobChanged | undefined> {
  const job = await lockJob(tx, id);
  if (job === undefined || job.state === "done" || job.state === "failed" || job.state === "cancelled") return undefined;
  const standing = (await tx.one<Standing>(STANDING, [id]))!;
  const state = stateOf(job, standing);
  const waitingFor = state === "waiting" ? standing.waiting : null;
  const begins = job.started_at === null && standing.running > 0;
  if (state !== job.state || waitingFor !== job.waiting_for || begins)
    await tx.query(
      `update job set state = $2, waiting_for = $3, revision = revision + 1,
              started_at = coalesce(started_at, case when $4 then now() end),
              finished_at = case when $2 in ('done', 'failed') then now() end
        where id = $1`,
      [id, state, waitingFor, begins],
    );
  if (state === "done" || state === "failed") await noteEnd(tx, job, state);
  return { projectId: job.project_id, jobId: id };
}

/**
 * Brings the state of a job in line with a task of it that was begun; that of a job that runs is so already, and need not be looked at.
 *
 * @returns The change to announce, or `undefined` when the job has ended before.
 */
export async function noteBegin(tx: Db, id: string): Promise<JobChanged | undefined> {
  const running = await tx.one<{ project_id: string }>(
    "select project_id from job where id = $1 and state = 'running' and started_at is not null",
    [id],
  );
  return running === undefined ? settleJob(tx, id) : { projectId: running.project_id, jobId: id };
}

function stateOf(job: JobRow, standing: Standing): JobRow["state"] {
  if (standing.active > 0) {
    if (standing.waiting !== null) return "waiting";
    return standing.running > 0 ? "running" : "queued";
  }
  if (standing.failed > 0 || standing.blocked > 0) return "failed";
  return job.growing ? "running" : "done";
}

/** The end of a run is a fact that others may follow. */
async function noteEnd(tx: Db, job: JobRow, state: "done" | "failed" | "cancelled"): Promise<void> {
  const runId = job.results["run"];
  if (job.kind === "run" && runId !== undefined)
    await appendEvent(tx, "run.finished", { projectId: job.project_id, runId, state }, job.trace);
}

/** Marks a job as cancelled; what has ended already stays as it is. */
export async function cancelJobRow(tx: Db, id: string): Promise<boolean> {
  const job = await tx.one<JobRow>(
    "update job set state = 'cancelled', revision = revision + 1, finished_at = now() where id = $1 and state not in ('done', 'failed', 'cancelled') returning *",
    [id],
  );
  if (job !== undefined) await noteEnd(tx, job, "cancelled");
  return job !== undefined;
}

/** Opens a failed or cancelled job again. */
export async function reopenJob(tx: Db, id: string): Promise<void> {
  await tx.query("update job set state = 'queued', finished_at = null, problem = null, revision = revision + 1 where id = $1", [id]);
}
