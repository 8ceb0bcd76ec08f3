import type { Db } from "@argosy/work";

/** Stored bytes that a row names. */
export interface NamedObject {
  readonly key: string;
  readonly size: number | null;
  readonly sha256: string | null;
}

/** Every object of the store that a row of a project names. */
export async function namedObjects(db: Db, project: string): Promise<NamedObject[]> {
  return db.query<NamedObject>(
    `select a.prefix || '/' || (e->>'key') as key, (e->>'size')::float8 as size, e->>'sha256' as sha256
       from read.array a, jsonb_array_elements(a.manifest) e where a.project_id = $1
     union all
     select distinct p->>'key', null::float8, null::text from read.file f, jsonb_array_elements(f.parts) p where f.project_id = $1
     union all
     select distinct p->>'key', null::float8, null::text from read.upload u, jsonb_array_elements(u.parts) p where u.project_id = $1
     union all
     select t.work->>'table', null::float8, null::text from task t
      where t.project_id = $1 and t.stage = 'ingest' and coalesce(t.work->>'table', '') <> ''
     union all
     select m.key, null::float8, m.sha256 from read.model m where m.project_id = $1
     union all
     select p->>'key', (p->>'length')::float8, case when jsonb_array_length(b.parts) = 1 then b.sha256 end
       from read.bundle b, jsonb_array_elements(b.parts) p where b.project_id = $1`,
    [project],
  );
}

/** The keys of all objects that a row of a project names. */
export async function namedKeys(db: Db, project: string): Promise<ReadonlySet<string>> {
  return new Set((await namedObjects(db, project)).map((object) => object.key));
}
