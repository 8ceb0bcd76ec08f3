import type { Db } from "@argosy/work";

/** A file for other programs, as it is stored. */
export interface BundleRow {
  readonly id: string;
  readonly project_id: string;
  readonly task_id: string;
  /** ecotaxa, csv or csv-metadata. */
  readonly kind: string;
  readonly name: string;
  readonly parts: readonly { readonly key: string; readonly offset: number; readonly length: number; readonly sha256: string }[];
  readonly size: number;
  readonly sha256: string;
  readonly objects: number;
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

/** A stored file with the run that it was last made for. */
export type BundleView = BundleRow & { readonly run: string | null; readonly created_at: Date };

export async function insertBundle(tx: Db, bundle: BundleRow): Promise<void> {
  await tx.query(
    `insert into bundle (id, project_id, task_id, kind, name, parts, size, sha256, objects, findings, notes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      bundle.id,
      bundle.project_id,
      bundle.task_id,
      bundle.kind,
      bundle.name,
      JSON.stringify(bundle.parts),
      bundle.size,
      bundle.sha256,
      bundle.objects,
      JSON.stringify(bundle.findings),
      JSON.stringify(bundle.notes),
    ],
  );
}

/** What a task has written before, with the sha256 that it answered; `undefined` when it has not come to its end yet. */
export async function finishedBundles(
  db: Db,
  task: string,
): Promise<{ readonly sha256: string; readonly bundles: readonly BundleRow[] } | undefined> {
  const output = await db.one<{ sha256: string }>("select sha256 from output where task_id = $1", [task]);
  if (output === undefined) return undefined;
  return { sha256: output.sha256, bundles: await db.query<BundleRow>("select * from bundle where task_id = $1 order by kind", [task]) };
}

const SELECT = `
  select b.*, (select rt.run_id from read.run_task rt join read.run r on r.id = rt.run_id
                where rt.task_id = b.task_id order by r.created_at desc, r.id limit 1) as run
    from bundle b`;

export async function findBundle(db: Db, project: string, id: string): Promise<BundleView | undefined> {
  return db.one<BundleView>(`${SELECT} where b.id = $1 and b.project_id = $2`, [id, project]);
}

/** The files of a run, or of all runs of a project where none is named; newest first. */
export async function listBundles(db: Db, project: string, run: string): Promise<BundleView[]> {
  return db.query<BundleView>(
    `${SELECT} where b.project_id = $1
        and ($2 = '' or b.task_id in (select task_id from read.run_task where run_id = $2 and project_id = $1))
      order by b.created_at desc, b.id limit 1000`,
    [project, run],
  );
}
