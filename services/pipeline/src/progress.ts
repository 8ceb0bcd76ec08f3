import type { Job, StageProgress } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import type { JobRow } from "./jobs.ts";
import type { StageWork } from "./seconds-left.ts";
import { secondsLeft } from "./seconds-left.ts";

interface StageRow extends StageWork {
  /** From the begin of the first task to the end of the last. */
  readonly seconds: number;
}

const STAGES = `
  select t.stage, sum(t.weight)::float8 as total,
         coalesce(sum(t.weight) filter (where t.state = 'done'), 0)::float8 as done,
         coalesce(sum(t.weight) filter (where t.state = 'failed'), 0)::float8 as failed,
         coalesce(sum(t.weight) filter (where t.state = 'running'), 0)::float8 as running,
         coalesce(sum(t.weight) filter (where jt.reused), 0)::float8 as reused,
         coalesce(extract(epoch from max(coalesce(t.finished_at, now())) filter (where not jt.reused and t.started_at is not null)
                               - min(t.started_at) filter (where not jt.reused)), 0)::float8 as seconds,
         extract(epoch from now() - min(t.started_at) filter (where not jt.reused))::float8 as since,
         coalesce(extract(epoch from sum(coalesce(t.finished_at, now()) - t.started_at) filter (where not jt.reused)), 0)::float8 as busy,
         coalesce(extract(epoch from sum(t.finished_at - t.started_at) filter (where not jt.reused and t.state = 'done')), 0)::float8 as spent
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
  const etas = active && !row.growing ? secondsLeft(stages) : undefined;
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
