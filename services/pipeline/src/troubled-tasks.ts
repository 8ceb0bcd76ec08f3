import type { Db } from "@argosy/work";

/** A task that does not get on, or has failed for good. No title: that is made of names of files. */
export interface TroubledTask {
  readonly id: string;
  readonly project: string;
  readonly stage: string;
  readonly state: string;
  readonly attempts: number;
  /** What keeps it: BLOCKED, DRAINED, NOT_TAKEN, SILENT, WAITING, or why it failed. */
  readonly reason: string;
  /** What it waits for: a resource, or tasks that failed. */
  readonly waiting_for: string;
  /** Since when, in seconds. */
  readonly seconds: number;
}

/** Which tasks to list. */
export interface TroubleFilter {
  readonly which: "stuck" | "dead" | "both";
  /** A stage that has taken nothing for so long, or a task that was not spoken of, is not at work. */
  readonly silentMs: number;
  readonly limit: number;
}

const QUEUED_READY = "t.state = 'queued' and t.missing = 0 and (t.not_before is null or t.not_before <= now())";
const READY_SINCE = "greatest(t.ready_at, t.created_at, t.not_before)";
const SPOKEN_OF = "greatest(t.published_at, t.touched_at, t.started_at)";

const TROUBLED = `
  select t.id, t.project_id as project, t.stage, t.state, t.attempts, found.reason, coalesce(found.waiting_for, '') as waiting_for,
         extract(epoch from now() - coalesce(found.since, t.created_at))::float8 as seconds
    from task t cross join lateral (
      select coalesce(nullif(t.problem->>'reason', ''), t.problem->>'code', 'TASK_FAILED') as reason, null as waiting_for,
             t.finished_at as since, 'dead' as kind
       where t.state = 'failed'
      union all
      select 'SILENT', null, ${SPOKEN_OF}, 'stuck' where t.state = 'running' and ${SPOKEN_OF} < now() - $2 * interval '1 millisecond'
      union all
      select 'WAITING', t.waiting_for, t.touched_at, 'stuck' where t.state = 'waiting'
      union all
      select 'DRAINED', null, ${READY_SINCE}, 'stuck' where ${QUEUED_READY} and t.stage in (select stage from drain)
      union all
      select 'NOT_TAKEN', null, ${READY_SINCE}, 'stuck'
       where ${QUEUED_READY} and ${READY_SINCE} < now() - $2 * interval '1 millisecond' and t.stage not in (select stage from drain)
         and not exists (select 1 from task other where other.stage = t.stage and other.touched_at > now() - $2 * interval '1 millisecond')
      union all
      select 'BLOCKED', string_agg(n.needs, ', ' order by n.needs), max(d.finished_at), 'stuck'
        from task_need n join task d on d.id = n.needs
       where t.state = 'queued' and t.missing > 0 and n.task_id = t.id and d.state in ('failed', 'cancelled') having count(*) > 0
    ) found
   where t.state in ('queued', 'running', 'waiting', 'failed') and ($1 = 'both' or found.kind = $1)
   order by found.since, t.id limit $3`;

/** Tasks that do not get on by themselves, with what keeps them, and those that failed for good, the oldest trouble first. */
export async function troubledTasks(db: Db, { which, silentMs, limit }: TroubleFilter): Promise<TroubledTask[]> {
  return db.query<TroubledTask>(TROUBLED, [which, silentMs, limit]);
}
