import type { Job, StageProgress } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import type { JobRow } from "./jobs.ts";

interface StageRow {
  readonly stage: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly reused: number;
  readonly running: number;
  readonly seconds: number;
  /** Seconds since the first task of the stage that was not reused began. */
  readonly since: number | null;
}

const STAGES = `
  select t.stage, sum(t.weight)::float8 as total,
         coalesce(sum(t.weight) filter (where t.state = 'done'), 0)::float8 as done,
         coalesce(sum(t.weight) filter (where t.state = 'failed'), 0)::float8 as failed,
         coalesce(sum(t.weight) filter (where t.state = 'running'), 0)::float8 as running,
         coalesce(sum(t.weight) filter (where jt.reused), 0)::float8 as reused,
         coalesce(extract(epoch from max(coalesce(t.finished_at, now())) filter (where not jt.reused and t.started_at is not null)
                               - min(t.started_at) filter (where not jt.reused)), 0)::float8 as seconds,
         extract(epoch from now() - min(t.started_at) filter (where not jt.reused))::float8 as since
    from job_task jt join task t on t.id = jt.task_id
   where jt.job_id = $1
   group by t.stage
   order by array_position(array['ingest', 'segment', 'measure', 'classify', 'export'], t.stage)`;

const FAILED = `
  select t.title, t.stage, t.id, t.problem
    from job_task jt join task t on t.id = jt.task_id
   where jt.job_id = $1 and t.state = 'failed'
   order by t.created_at, t.id limit 100`;

/** A job as people see it, with progress by stage and what failed. */
export async function viewJob(db: Db, row: JobRow): Promise<Partial<Job>> {
  const stages = await db.query<StageRow>(STAGES, [row.id]);
  const sum = (pick: (stage: StageRow) => number) => stages.reduce((total, stage) => total + pick(stage), 0);
  const failed = sum((stage) => stage.failed);
  const items = failed === 0 ? [] : await db.query<{ title: string; stage: string; id: string; problem: Failure | null }>(FAILED, [row.id]);
  const active = row.state === "running" || row.state === "queued" || row.state === "waiting";
  const etas = active && !row.growing ? estimate(stages) : undefined;
  return {
    id: row.id,
    project: row.project_id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    waitingFor: row.waiting_for ?? "",
    done: sum((stage) => stage.done),
    total: row.growing ? 0 : sum((stage) => stage.total),
    failed,
    reused: sum((stage) => stage.reused),
    etaSeconds: etas === undefined ? undefined : etas.reduce((sum, seconds) => sum + seconds, 0),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? "",
    finishedAt: row.finished_at?.toISOString() ?? "",
    problem: (row.problem as Failure | null) ?? undefined,
    failedItems: items.map((item) => ({ name: item.title, stage: item.stage, task: item.id, problem: item.problem ?? undefined })),
    results: { ...row.results },
    stages: stages.map(
      (stage, index): StageProgress => ({
        stage: stage.stage,
        done: stage.done,
        total: stage.total,
        failed: stage.failed,
        seconds: stage.seconds,
        reused: stage.reused,
        running: stage.running,
        etaSeconds: etas?.[index],
      }),
    ),
  };
}

type Failure = NonNullable<Job["problem"]>;

/**
 * Seconds to the end of each stage, from the rate at which each stage has moved so far. A stage that has not begun is taken to be as fast as those
 * that have, on the mean: known too little to be better, and soon corrected.
 *
 * @returns `undefined` while nothing has been done.
 */
function estimate(stages: readonly StageRow[]): number[] | undefined {
  const rates = stages.map((stage) => {
    const worked = stage.done - Math.min(stage.reused, stage.done);
    return worked > 0 && stage.since !== null && stage.since > 0 ? Math.max(stage.seconds, 0.001) / worked : undefined;
  });
  const known = rates.filter((rate) => rate !== undefined);
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, rate) => sum + rate, 0) / known.length;
  return stages.map((stage, index) => (stage.total - stage.done - stage.failed) * (rates[index] ?? mean));
}
