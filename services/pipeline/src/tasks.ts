import type { Db, Stage } from "@argosy/work";

/** A row of the table of tasks. */
export interface TaskRow {
  readonly id: string;
  readonly project_id: string;
  readonly stage: Stage;
  readonly title: string;
  readonly weight: number;
  readonly work: object;
  readonly state: "queued" | "running" | "waiting" | "done" | "failed" | "cancelled";
  readonly attempts: number;
  readonly missing: number;
  readonly output_sha256: string | null;
  readonly results: Readonly<Record<string, string>>;
  readonly problem: object | null;
  /** W3C `traceparent` of the request that asked for it. */
  readonly trace: string;
}

/** What ending a task asks of its row. */
type LockedTask = Pick<TaskRow, "id" | "state" | "attempts" | "output_sha256">;

/** A task about to be stored. */
export interface NewTask {
  readonly id: string;
  readonly stage: string;
  readonly title: string;
  readonly weight: number;
  readonly work: object;
  readonly needs: readonly string[];
  /** Works for all units of a run and on none of its own: not among the tasks of a run that others read. */
  readonly forAll?: boolean;
}

/** Whose tasks they are, and what they hang under. */
export interface TaskOwner {
  readonly projectId: string;
  readonly jobId: string;
  /** W3C `traceparent` of the request that asks for them. */
  readonly trace: string;
}

/**
 * Gives tasks to a job. A task that is there already is shared: done, it counts as reused; failed or cancelled, it is tried anew.
 * The tasks that one of them needs must be among them or be there already.
 */
export async function insertTasks(tx: Db, { projectId, jobId, trace }: TaskOwner, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  // Two jobs that write the same tasks at once must take their locks in the same order.
  const sorted = tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map((task) => task.id);
  await tx.insertMany(
    "task",
    {
      id: "text",
      project_id: "text",
      stage: "text",
      title: "text",
      weight: "integer",
      work: "jsonb",
      state: "text",
      trace: "text",
      for_all: "boolean",
    },
    sorted.map((task) => ({
      id: task.id,
      project_id: projectId,
      stage: task.stage,
      title: task.title,
      weight: task.weight,
      work: task.work,
      state: "queued",
      trace,
      for_all: task.forAll ?? false,
    })),
    { onConflict: "do nothing" },
  );
  await tx.query("select id from task where id = any($1) order by id for update", [ids]);
  await tx.query(
    "update task set state = 'queued', attempts = 0, lost = least(lost, 1), problem = null, published_at = null, not_before = null, ready_at = now(), trace = $2 where id = any($1) and state in ('failed', 'cancelled')",
    [ids, trace],
  );
  const needs = sorted.flatMap((task) => task.needs.map((need) => ({ task_id: task.id, needs: need })));
  await tx.insertMany("task_need", { task_id: "text", needs: "text" }, needs, { onConflict: "do nothing" });
  await tx.query(
    `insert into job_task (job_id, task_id, reused) select $1, id, state = 'done' from task where id = any($2) on conflict do nothing`,
    [jobId, ids],
  );
  await takeResults(tx, jobId, ids);
  await countMissing(tx, ids);
}

/** Names the results of tasks that are done already as results of the job: it will not hear of their end. */
async function takeResults(tx: Db, jobId: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update job set results = job.results || done.results
       from (select jsonb_object_agg(r.key, r.value) as results from task t, jsonb_each(t.results) r
              where t.id = any($2) and t.state = 'done') done
      where job.id = $1 and done.results is not null`,
    [jobId, ids],
  );
}

/** Counts anew what tasks still wait for. */
async function countMissing(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update task set missing = (select count(*) from task_need n join task d on d.id = n.needs where n.task_id = task.id and d.state <> 'done')
      where id = any($1) and state = 'queued'`,
    [ids],
  );
}

export async function findTask(db: Db, id: string): Promise<TaskRow | undefined> {
  return db.one<TaskRow>("select * from task where id = $1", [id]);
}

/**
 * Locks a task together with those that wait for it. Every transaction takes its locks in one order, so that none waits in a circle:
 * tasks by id, then jobs by id.
 */
export async function lockTask(tx: Db, id: string): Promise<LockedTask | undefined> {
  const rows = await tx.query<LockedTask>(
    "select id, state, attempts, output_sha256 from task where id = $1 or id in (select task_id from task_need where needs = $1) order by id for update",
    [id],
  );
  return rows.find((row) => row.id === id);
}

/** Locks all tasks of a job; before the job itself. */
export async function lockTasksOf(tx: Db, jobId: string): Promise<void> {
  await tx.query("select id from task where id in (select task_id from job_task where job_id = $1) order by id for update", [jobId]);
}

export async function jobsOfTask(db: Db, id: string): Promise<string[]> {
  const rows = await db.query<{ job_id: string }>("select job_id from job_task where task_id = $1 order by job_id", [id]);
  return rows.map((row) => row.job_id);
}

/** Ends a task well and frees those that waited for it. */
export async function markDone(tx: Db, id: string, sha256: string, results: Readonly<Record<string, string>>): Promise<void> {
  await tx.query(
    `with ended as (
       update task set state = 'done', output_sha256 = $2, results = $3, problem = null, waiting_for = null, finished_at = now() where id = $1
     )
     update task set missing = missing - 1, ready_at = now()
      where state = 'queued' and missing > 0 and id in (select task_id from task_need where needs = $1)`,
    [id, sha256, JSON.stringify(results)],
  );
}

/** Ends an attempt badly: `queued` after a pause, `waiting` for a resource, or `failed` for good. */
export async function markFailed(
  tx: Db,
  id: string,
  end: {
    readonly state: "queued" | "waiting" | "failed";
    readonly waitingFor: string | null;
    readonly pauseMs: number;
    readonly problem: object;
  },
): Promise<void> {
  await tx.query(
    `update task set state = $2, waiting_for = $3, problem = $4, published_at = null,
            not_before = now() + $5 * interval '1 millisecond', finished_at = case when $2 = 'failed' then now() end
      where id = $1 and state not in ('done', 'cancelled')`,
    [id, end.state, end.waitingFor, JSON.stringify(end.problem), end.pauseMs],
  );
}

/** Notes that tasks are still in hand. @returns Those that are not wanted any more. */
export async function touch(db: Db, ids: readonly string[]): Promise<string[]> {
  await db.query("update task set touched_at = now() where id = any($1) and state = 'running'", [ids]);
  const rows = await db.query<{ id: string }>("select id from task where id = any($1) and state = 'cancelled'", [ids]);
  return rows.map((row) => row.id);
}

/** Cancels the unfinished tasks of a job that no other unfinished job uses. */
export async function cancelTasksOf(tx: Db, jobId: string): Promise<void> {
  await tx.query(
    `update task set state = 'cancelled', finished_at = now()
      where state in ('queued', 'running', 'waiting')
        and id in (select task_id from job_task where job_id = $1)
        and not exists (select 1 from job_task jt join job j on j.id = jt.job_id
                         where jt.task_id = task.id and j.id <> $1 and j.state in ('queued', 'running', 'waiting'))`,
    [jobId],
  );
}

/** Makes what failed or was cancelled ready for another try. @returns How many tasks. */
export async function resetFailedTasksOf(tx: Db, jobId: string, trace: string): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `update task set state = 'queued', attempts = 0, lost = least(lost, 1), problem = null, published_at = null, not_before = null, finished_at = null, ready_at = now(), trace = $2
      where state in ('failed', 'cancelled') and id in (select task_id from job_task where job_id = $1) returning id`,
    [jobId, trace],
  );
  await countMissing(
    tx,
    rows.map((row) => row.id),
  );
  return rows.length;
}

/**
 * Makes a task ready for its next attempt, at once; one that failed counts its attempts anew. What is in hand is left alone.
 *
 * @returns Whether there was something to do.
 */
export async function makeReady(tx: Db, id: string, silentMs: number): Promise<boolean> {
  const rows = await tx.query(
    `update task set state = case when state = 'failed' then 'queued' else state end, attempts = case when state = 'failed' then 0 else attempts end,
            lost = case when state = 'failed' then least(lost, 1) else lost end, problem = case when state = 'failed' then null else problem end, ready_at = case when state = 'failed' then now() else ready_at end,
            finished_at = null, published_at = null, not_before = null
      where id = $1 and (state in ('failed', 'queued', 'waiting')
         or state = 'running' and greatest(published_at, touched_at, started_at) < now() - $2 * interval '1 millisecond')
     returning id`,
    [id, silentMs],
  );
  return rows.length > 0;
}

/** How long a task that is out may be silent, and how many are taken at once. */
export interface PublishOptions {
  readonly silentMs: number;
  readonly limit: number;
}

/** Marks tasks that are ready, or that nobody has spoken of for a while, as handed out; oldest first. */
export async function takeReady(db: Db, options: PublishOptions): Promise<Pick<TaskRow, "id" | "stage" | "trace">[]> {
  return db.query<Pick<TaskRow, "id" | "stage" | "trace">>(
    `update task set published_at = now() where id in (
       select id from task
        where state in ('queued', 'running', 'waiting') and missing = 0 and stage not in (select stage from drain)
          and (not_before is null or not_before <= now())
          and (published_at is null or greatest(published_at, touched_at) < now() - $1 * interval '1 millisecond')
        order by created_at, id limit $2 for update skip locked)
     returning id, stage, trace`,
    [options.silentMs, options.limit],
  );
}

/** Tasks that were marked as handed out and did not go out. */
export async function takeBack(db: Db, ids: readonly string[]): Promise<void> {
  await db.query("update task set published_at = null where id = any($1) and state in ('queued', 'waiting')", [ids]);
}
