import type { ObjectStore } from "@argosy/storage";
import type { Db } from "@argosy/work";

/** What a project keeps in the store. */
export interface Usage {
  readonly project: string;
  readonly objects: number;
  readonly bytes: number;
}

const STORED = `
  select o.project, o.key, max(o.bytes) as bytes from (
    select a.project_id as project, a.prefix || '/' || (e->>'key') as key, (e->>'size')::float8 as bytes
      from read.array a, jsonb_array_elements(a.manifest) e
    union all
    select f.project_id, p->>'key', coalesce((p->>'offset')::float8, 0) + (p->>'length')::float8 from read.file f, jsonb_array_elements(f.parts) p
    union all
    select u.project_id, p->>'key', coalesce((p->>'offset')::float8, 0) + (p->>'length')::float8 from read.upload u, jsonb_array_elements(u.parts) p
    union all
    select b.project_id, p->>'key', coalesce((p->>'offset')::float8, 0) + (p->>'length')::float8 from read.bundle b, jsonb_array_elements(b.parts) p
    union all
    select t.project_id, t.work->>'table', null from task t where t.stage = 'ingest' and coalesce(t.work->>'table', '') <> ''
    union all
    select m.project_id, m.key, null from read.model m
  ) o group by o.project, o.key`;

/** Objects and bytes of every project that rows name; what lies there without a row is left to the check. */
export async function usageOfProjects(db: Db, store: ObjectStore, signal: AbortSignal): Promise<Usage[]> {
  const sums = await db.query<Usage>(
    `select p.id as project, count(k.key)::int as objects, coalesce(sum(k.bytes), 0)::float8 as bytes
       from read.project p left join (${STORED}) k on k.project = p.id group by p.id order by bytes desc, p.id`,
    [],
    { signal },
  );
  const unknown = await db.query<{ project: string; key: string }>(`select k.project, k.key from (${STORED}) k where k.bytes is null`, [], {
    signal,
  });
  const more = new Map<string, number>();
  for (const { project, key } of unknown) more.set(project, (more.get(project) ?? 0) + ((await store.size(key, { signal })) ?? 0));
  return sums.map((sum) => ({ ...sum, bytes: sum.bytes + (more.get(sum.project) ?? 0) }));
}
