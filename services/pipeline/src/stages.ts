import type { Db } from "@argosy/work";
import { STAGES } from "@argosy/work";

/** How a stage stands. */
export interface StageRow {
  readonly stage: string;
  readonly draining: boolean;
  readonly running: number;
  readonly ready: number;
  readonly waiting: number;
  readonly failed: number;
}

/** Every stage, in order. A task whose worker has been silent for `silentMs` is in nobody's hands. */
export async function listStages(db: Db, silentMs: number): Promise<StageRow[]> {
  const rows = await db.query<StageRow>(
    `select s.stage, exists (select 1 from drain d where d.stage = s.stage) as draining,
            count(*) filter (where t.state = 'running' and greatest(t.touched_at, t.started_at) > now() - $2 * interval '1 millisecond')::int as running,
            count(*) filter (where t.state = 'queued' and t.missing = 0)::int as ready,
            count(*) filter (where t.state = 'waiting')::int as waiting,
            count(*) filter (where t.state = 'failed')::int as failed
       from unnest($1::text[]) s(stage)
       left join task t on t.stage = s.stage and t.state in ('queued', 'running', 'waiting', 'failed')
      group by s.stage`,
    [STAGES, silentMs],
  );
  return STAGES.flatMap((stage) => rows.filter((row) => row.stage === stage));
}

/** Stops or lets go on the handing out of a stage's tasks; what is in hand is finished. To say it twice is fine. */
export async function setDraining(db: Db, stage: string, draining: boolean): Promise<void> {
  if (draining) {
    await db.query("insert into drain (stage) values ($1) on conflict do nothing", [stage]);
    return;
  }
  await db.transaction(async (tx) => {
    await tx.query("delete from drain where stage = $1", [stage]);
    // Messages of tasks that were refused meanwhile are gone.
    await tx.query("update task set published_at = null where stage = $1 and state in ('queued', 'waiting')", [stage]);
  });
}
