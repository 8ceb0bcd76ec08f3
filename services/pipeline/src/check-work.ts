import { createHash } from "node:crypto";
import type { CheckWorkResponse, Finding } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import type { NamedObject } from "./named-objects.ts";
import { namedObjects } from "./named-objects.ts";
import type { PipelineWorld } from "./world.ts";

/** What to check and whether to put right what can be. */
export interface CheckRequest {
  readonly project: string;
  readonly repair: boolean;
  readonly signal: AbortSignal;
}

/** How long an object may lie in the store before a row must name it. */
const ORPHAN_HOURS = 1;

/**
 * Checks the invariants of stored work of one project: every stored object that a row names is there with its size and hash (I1), nothing
 * else lies there (I2), every object was measured once by each feature set (I3), every job that has nothing left to do has ended (I4),
 * no task was done twice with different results (I6).
 */
export async function checkWork(world: PipelineWorld, request: CheckRequest): Promise<CheckWorkResponse> {
  const findings: Finding[] = [];
  const named = await namedObjects(world.db, request.project);
  const checked: Record<string, number> = { objects: named.length };
  for (const object of named) {
    request.signal.throwIfAborted();
    const fault = await faultOf(world, object, request.signal);
    if (fault !== undefined) findings.push({ invariant: "I1", message: `${object.key}: ${fault}`, repaired: false });
  }
  checked["orphans"] = await checkOrphans(world, request, new Set(named.map((object) => object.key)), findings);
  checked["measurements"] = await checkMeasurements(world.db, request.project, findings);
  checked["jobs"] = await checkJobs(world.db, request.project, findings);
  checked["alarms"] = await checkAlarms(world.db, request.project, findings);
  return { findings, checked };
}

async function faultOf(world: PipelineWorld, object: NamedObject, signal: AbortSignal): Promise<string | undefined> {
  if (object.sha256 === null) {
    const size = await world.store.size(object.key, { signal });
    if (size === undefined) return "is missing";
    return object.size !== null && size !== object.size ? `has ${size} bytes, not ${object.size}` : undefined;
  }
  const bytes = await world.store.get(object.key, { signal });
  if (bytes === undefined) return "is missing";
  if (object.size !== null && bytes.length !== object.size) return `has ${bytes.length} bytes, not ${object.size}`;
  return createHash("sha256").update(bytes).digest("hex") === object.sha256 ? undefined : "has another content than when it was written";
}

/**
 * What no row names is left over from work that was cut off. While a task is unfinished it may still be in hand; in the first hour
 * after the last task it is no fault yet, but may be removed.
 */
async function checkOrphans(world: PipelineWorld, request: CheckRequest, named: ReadonlySet<string>, findings: Finding[]): Promise<number> {
  const work = await world.db.one<{ unfinished: number; recent: number }>(
    `select count(*) filter (where state in ('queued', 'running', 'waiting'))::int as unfinished,
            count(*) filter (where greatest(created_at, touched_at, finished_at) > now() - $2 * interval '1 hour')::int as recent
       from task where project_id = $1`,
    [request.project, ORPHAN_HOURS],
  );
  const [settled, old] = [work?.unfinished === 0, work?.recent === 0];
  let orphans = 0;
  for await (const key of world.store.list(`${request.project}/`)) {
    if (named.has(key)) continue;
    orphans++;
    if (!settled) continue;
    if (request.repair) await world.store.delete(key);
    if (request.repair || old) findings.push({ invariant: "I2", message: `${key}: no row names it`, repaired: request.repair });
  }
  return orphans;
}

async function checkMeasurements(db: Db, project: string, findings: Finding[]): Promise<number> {
  const rows = await db.query<{ task_id: string; rows: number; keys: number; objects: number }>(
    `select m.task_id, count(*)::int as rows, count(distinct (m.object_id, m.feature_set_id))::int as keys,
            count(*) filter (where o.id is not null)::int as objects
       from read.measurement m left join read.object o on o.id = m.object_id
      where m.project_id = $1 group by m.task_id`,
    [project],
  );
  for (const row of rows) {
    if (row.rows !== row.keys)
      findings.push({ invariant: "I3", message: `task ${row.task_id}: ${row.rows} rows for ${row.keys} measurements`, repaired: false });
    if (row.rows !== row.objects) {
      findings.push({
        invariant: "I3",
        message: `task ${row.task_id}: ${row.rows - row.objects} measurements of objects that are not there`,
        repaired: false,
      });
    }
  }
  const lacking = await db.query<{ task_id: string; objects: number; measured: number }>(
    `select o.task_id, count(*)::int as objects, count(m.object_id)::int as measured
       from read.object o
       join (select distinct t.id, t.work->'reads'->>'segment' as segment from read.task t where t.project_id = $1 and t.stage = 'measure' and t.state = 'done') done
         on done.segment = o.task_id
       left join (select distinct object_id, task_id from read.measurement) m on m.object_id = o.id and m.task_id = done.id
      where o.project_id = $1 and not o.inner_object group by o.task_id, done.id having count(*) <> count(m.object_id)`,
    [project],
  );
  for (const row of lacking) {
    findings.push({
      invariant: "I3",
      message: `task ${row.task_id}: ${row.measured} of ${row.objects} objects were measured`,
      repaired: false,
    });
  }
  return rows.reduce((sum, row) => sum + row.rows, 0);
}

async function checkJobs(db: Db, project: string, findings: Finding[]): Promise<number> {
  const stuck = await db.query<{ id: string; title: string }>(
    `select j.id, j.title from job j
      where j.project_id = $1 and j.state in ('queued', 'running', 'waiting') and not j.growing
        and not exists (select 1 from job_task jt join task t on t.id = jt.task_id
                         where jt.job_id = j.id and (t.state in ('running', 'waiting') or (t.state = 'queued' and t.missing = 0)))`,
    [project],
  );
  for (const job of stuck)
    findings.push({ invariant: "I4", message: `job ${job.id} (${job.title}) has nothing left to do but has not ended`, repaired: false });
  const counted = await db.one<{ jobs: number }>("select count(*)::int as jobs from job where project_id = $1", [project]);
  return counted?.jobs ?? 0;
}

async function checkAlarms(db: Db, project: string, findings: Finding[]): Promise<number> {
  const alarms = await db.query<{ task_id: string; message: string }>(
    "select a.task_id, a.message from alarm a join task t on t.id = a.task_id where t.project_id = $1 order by a.position",
    [project],
  );
  for (const alarm of alarms) findings.push({ invariant: "I6", message: `task ${alarm.task_id}: ${alarm.message}`, repaired: false });
  return alarms.length;
}
