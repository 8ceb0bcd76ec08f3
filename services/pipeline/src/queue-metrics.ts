import type { Metrics } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { STAGES } from "@argosy/work";

/** How tasks of one kind are told apart. */
const STATES = ["ready", "blocked", "running", "waiting", "failed"] as const;

interface QueueRow {
  readonly stage: string;
  readonly state: (typeof STATES)[number];
  readonly tasks: number;
  readonly age: number;
}

/** How deep and how old the queues are, for whoever looks at the metrics. */
export function watchQueues(db: Db, metrics: Metrics): void {
  metrics.watch("argosy_tasks", async () => {
    const rows = await readQueues(db);
    return STAGES.flatMap((stage) =>
      STATES.map((state) => ({
        labels: { stage, state },
        value: rows.find((row) => row.stage === stage && row.state === state)?.tasks ?? 0,
      })),
    );
  });
  metrics.watch("argosy_oldest_task_seconds", async () => {
    const rows = await readQueues(db);
    return STAGES.map((stage) => ({
      labels: { stage },
      value: rows.find((row) => row.stage === stage && row.state === "ready")?.age ?? 0,
    }));
  });
}

async function readQueues(db: Db): Promise<QueueRow[]> {
  return db.query<QueueRow>(
    `select stage, case when state = 'queued' then case when missing > 0 then 'blocked' else 'ready' end else state end as state,
            count(*)::int as tasks,
            coalesce(extract(epoch from now() - min(greatest(ready_at, created_at, not_before)))::float8, 0) as age
       from task where state in ('queued', 'running', 'waiting', 'failed') group by 1, 2`,
    [],
    { signal: AbortSignal.timeout(2_000) },
  );
}
