import type { Db } from "@argosy/work";
import type { TaskRow } from "./tasks.ts";

/** When a task that is in hand was lost, and how often it may be. */
export interface TakeRule {
  /** How often a task is tried in all. */
  readonly attempts: number;
  /** Whoever has a task in hand and is silent for so long, when it is given to another one, has lost it. */
  readonly lostMs: number;
}

/**
 * What came of asking for a task: it is begun; there is nothing to do for it; it is a suspect and must be asked for alone; or it was lost
 * as often as it may be tried.
 */
export type Taken = "begun" | "nothing" | "suspect" | "lost";

// A suspect that somebody has in hand stays with him; else a task may be begun twice, as when the answer to the first call was lost.
const TAKE = `
  with seen as (
    select id, state, lost as before, lost + (state = 'running' and touched_at < now() - $3 * interval '1 millisecond')::int as lost
      from task
     where id = $1 and state in ('queued', 'running', 'waiting') and missing = 0 and stage not in (select stage from drain)
       for update
  ), judged as (
    select id, lost, lost < $4 and (lost = 0 or $2) as begun from seen where $2 or not (state = 'running' and lost > 0 and lost = before)
  )
  update task
     set lost = judged.lost, state = case when begun then 'running' else 'queued' end, attempts = attempts + begun::int, waiting_for = null,
         started_at = case when begun then coalesce(started_at, now()) else started_at end, touched_at = now()
    from judged where task.id = judged.id
  returning task.*, begun`;

/** What came of asking for a task, with its row where something came of it. */
export interface TakenTask {
  readonly taken: Taken;
  readonly row: TaskRow | undefined;
}

/**
 * Takes a task into work. A task whose process ended while it was in hand is a suspect: from then on it is begun only alone, so that it
 * takes nothing else along.
 *
 * @param alone - whether whoever asks has nothing else in hand until it has ended.
 */
export async function takeTask(tx: Db, id: string, alone: boolean, { attempts, lostMs }: TakeRule): Promise<TakenTask> {
  const row = await tx.one<TaskRow & { readonly lost: number; readonly begun: boolean }>(TAKE, [id, alone, lostMs, attempts]);
  if (row === undefined) return { taken: "nothing", row };
  if (row.begun) return { taken: "begun", row };
  return { taken: row.lost < attempts ? "suspect" : "lost", row };
}

/** Gives a task back that was in hand and was not ended: the attempt does not count. */
export async function releaseTask(db: Db, id: string): Promise<void> {
  await db.query("update task set state = 'queued', attempts = greatest(attempts - 1, 0) where id = $1 and state = 'running'", [id]);
}

/** Begins anew after a start of everything in one process: nobody holds a task, and what was in hand was lost with the process before. */
export async function forgetHeld(db: Db): Promise<void> {
  await db.query(
    `update task set published_at = null, not_before = null, lost = lost + (state = 'running')::int,
            state = case when state = 'running' then 'queued' else state end
      where state in ('queued', 'running', 'waiting')`,
  );
}
