import type { Db } from "@argosy/work";

/** How much is in a project. */
export interface ProjectOverview {
  readonly project: string;
  readonly images: number;
  readonly objects: number;
  /** Objects that a person gave a class. */
  readonly labels: number;
  /** The last accepted change or job, as an ISO time; empty: none yet. */
  readonly lastActivity: string;
  /** Of the images with objects the one that was imported last; where none has objects, of all images; empty: none yet. */
  readonly picture: string;
}

/** Reads what the services show of their own; one round for all projects. */
export async function readOverviews(db: Db, projects: readonly string[]): Promise<ProjectOverview[]> {
  const rows = await db.query<Omit<ProjectOverview, "lastActivity"> & { readonly lastActivity: Date | null }>(
    `select p.id as project,
        (select count(*) from read.image i where i.project_id = p.id)::int as images,
        found.objects,
        (select count(*) from read.label l where l.project_id = p.id)::int as labels,
        greatest((select a.at from audit a where a.project_id = p.id order by a.position desc limit 1),
          (select max(j.created_at) from read.job j where j.project_id = p.id)) as "lastActivity",
        coalesce(found.image, (select i.id from read.image i where i.project_id = p.id order by i.id desc limit 1), '') as picture
       from unnest($1::text[]) as p (id),
        lateral (select count(*)::int as objects, max(o.image_id) as image from read.object o where o.project_id = p.id) found`,
    [projects],
  );
  return rows.map((row) => ({ ...row, lastActivity: row.lastActivity?.toISOString() ?? "" }));
}
