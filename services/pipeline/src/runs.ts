import type { Db } from "@argosy/work";
import type { RunPlan } from "./plan-run.ts";
import type { Sample } from "./sample-units.ts";

/** A row of the table of runs, with the state of its job. */
export interface RunRow {
  readonly id: string;
  readonly project_id: string;
  readonly job_id: string;
  readonly collection_id: string;
  readonly graph_id: string;
  readonly model_id: string | null;
  readonly plan: RunPlan;
  readonly images: number;
  readonly created_at: Date;
  readonly state: string;
  readonly computed: number;
  readonly reused: number;
  readonly sample: Sample | null;
  readonly title: string;
}

export async function insertRun(
  tx: Db,
  run: {
    readonly id: string;
    readonly projectId: string;
    readonly jobId: string;
    readonly collectionId: string;
    readonly graphId: string;
    readonly modelId: string | null;
    readonly plan: RunPlan;
    readonly images: number;
    readonly sample: Sample | null;
  },
): Promise<void> {
  await tx.query(
    "insert into run (id, project_id, job_id, collection_id, graph_id, model_id, plan, images, sample) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    [
      run.id,
      run.projectId,
      run.jobId,
      run.collectionId,
      run.graphId,
      run.modelId,
      JSON.stringify(run.plan),
      run.images,
      run.sample === null ? null : JSON.stringify(run.sample),
    ],
  );
}

const SELECT = `
  select r.*, j.state, j.title,
         (select count(*) from job_task jt where jt.job_id = r.job_id and not jt.reused)::int as computed,
         (select count(*) from job_task jt where jt.job_id = r.job_id and jt.reused)::int as reused
    from run r join job j on j.id = r.job_id`;

export async function findRun(db: Db, projectId: string, id: string): Promise<RunRow | undefined> {
  return db.one<RunRow>(`${SELECT} where r.id = $1 and r.project_id = $2`, [id, projectId]);
}

export async function listRuns(
  db: Db,
  projectId: string,
  filter: { readonly collection: string; readonly before: string; readonly limit: number; readonly trials: boolean },
): Promise<RunRow[]> {
  return db.query<RunRow>(
    `${SELECT} where r.project_id = $1 and ($2 = '' or r.collection_id = $2) and ($5 or r.sample is null)
        and ($3 = '' or (r.created_at, r.id) < (select created_at, id from run where id = $3))
      order by r.created_at desc, r.id desc limit $4`,
    [projectId, filter.collection, filter.before, filter.limit, filter.trials],
  );
}

/** Says whose predictions a run shows; empty: nobody's. */
export async function showModel(db: Db, id: string, model: string): Promise<void> {
  await db.query("update run set model_id = $2 where id = $1", [id, model === "" ? null : model]);
}

/** Deletes a run with its job, and the tasks that no other job names. What they stored is left for the sweep. */
export async function deleteRun(tx: Db, run: RunRow): Promise<void> {
  const tasks = await tx.query<{ task_id: string }>("select task_id from job_task where job_id = $1", [run.job_id]);
  await tx.query("delete from job where id = $1", [run.job_id]);
  const ids = tasks.map((row) => row.task_id);
  const unused = "task.id = any($1) and not exists (select 1 from job_task jt where jt.task_id = task.id)";
  await tx.query(`delete from task_need where task_id in (select id from task where ${unused})`, [ids]);
  await tx.query(`delete from task where ${unused}`, [ids]);
}
