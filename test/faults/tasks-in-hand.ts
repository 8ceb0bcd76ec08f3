import type { Db } from "@argosy/work";
import { until } from "./until.ts";

const LIMIT_MS = 120_000;

/** A row of the table of tasks, as far as it matters here. */
interface WatchedTask {
  readonly id: string;
  readonly stage: string;
  readonly state: string;
  readonly attempts: number;
}

/** All tasks of a job. */
async function tasksOf(db: Db, job: string): Promise<readonly WatchedTask[]> {
  return db.query<WatchedTask>(
    "select t.id, t.stage, t.state, t.attempts from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id where jt.job_id = $1 order by t.id",
    [job],
  );
}

/**
 * The tasks of a stage that are in hand, once a share of the stage is done.
 *
 * @param share - from 0 to 1.
 */
export async function untilInHand(db: Db, job: string, stage: string, share: number): Promise<readonly WatchedTask[]> {
  return until(
    `a task of ${stage} is in hand`,
    async () => {
      const tasks = (await tasksOf(db, job)).filter((task) => task.stage === stage);
      const done = tasks.filter(({ state }) => state === "done").length;
      const running = tasks.filter(({ state }) => state === "running");
      if (tasks.length > 0 && done === tasks.length) throw new Error(`all tasks of ${stage} were done before one was seen in hand`);
      return running.length > 0 && done >= Math.floor(share * tasks.length) ? running : undefined;
    },
    LIMIT_MS,
    2,
  );
}

/** Waits until so many tasks of some jobs are in hand at once. */
export async function untilManyInHand(db: Db, jobs: readonly string[], count: number): Promise<void> {
  await until(
    `${count} tasks are in hand`,
    async () => {
      const tasks = (await Promise.all(jobs.map((job) => tasksOf(db, job)))).flat();
      if (tasks.length > 0 && tasks.every(({ state }) => state === "done")) throw new Error(`never ${count} tasks were in hand at once`);
      return tasks.filter(({ state }) => state === "running").length >= count ? true : undefined;
    },
    LIMIT_MS,
    2,
  );
}

/** Which of these nobody has ended since. */
export async function stillInHand(db: Db, seen: readonly WatchedTask[]): Promise<readonly WatchedTask[]> {
  const rows = await rowsOf(db, seen);
  return seen.filter(({ id, attempts }) => rows.some((row) => row.id === id && row.state === "running" && row.attempts === attempts));
}

/** Waits until each of these was begun once more or has ended. @returns Those that were begun once more. */
export async function untilBegunAgain(db: Db, seen: readonly WatchedTask[]): Promise<readonly WatchedTask[]> {
  return until(
    "what a killed process had in hand is begun again",
    async () => {
      const rows = await rowsOf(db, seen);
      const again = rows.filter(({ id, attempts }) => attempts > seen.find((task) => task.id === id)!.attempts);
      const left = rows.filter((row) => row.state !== "done" && !again.includes(row));
      return left.length === 0 ? again : undefined;
    },
    LIMIT_MS,
  );
}

/** Milliseconds that a job stood still after a time of the database's clock: until the first task was begun, from when one could be. */
export async function msUntilBegun(db: Db, job: string, since: Date): Promise<number> {
  const row = await db.one<{ ms: number | null }>(
    `select 1000 * extract(epoch from min(started_at) - greatest($2, min(ready_at)))::float8 as ms
       from pipeline.task where id in (select task_id from pipeline.job_task where job_id = $1) and started_at > $2`,
    [job, since],
  );
  if (row?.ms === undefined || row.ms === null) throw new Error("no task was begun after the fault");
  return row.ms;
}

async function rowsOf(db: Db, tasks: readonly WatchedTask[]): Promise<readonly WatchedTask[]> {
  return db.query<WatchedTask>("select id, stage, state, attempts from pipeline.task where id = any($1)", [tasks.map(({ id }) => id)]);
}
