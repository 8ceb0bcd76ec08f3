import { ArgosyError } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import type { Db } from "@argosy/work";
import type { Finding } from "./ecotaxa/findings.ts";
import type { ExportChoice } from "./export-choice.ts";

/** A file for other programs, as it is stored. */
export interface BundleRow {
  readonly id: string;
  readonly project_id: string;
  readonly task_id: string;
  /** ecotaxa, csv, csv-metadata or masks. */
  readonly kind: string;
  readonly name: string;
  readonly parts: readonly { readonly key: string; readonly offset: number; readonly length: number; readonly sha256: string }[];
  readonly size: number;
  readonly sha256: string;
  readonly objects: number;
  readonly findings: readonly string[];
  /** The findings with their rules. */
  readonly checks: readonly Finding[];
  readonly notes: readonly string[];
}

/** A stored file with the run that it was last made for. */
export type BundleView = BundleRow & {
  readonly run: string | null;
  /** Who chose what goes into it, and what; both empty for the own work of a run. */
  readonly author: string;
  readonly choice: ExportChoice | null;
  readonly created_at: Date;
};

export async function insertBundle(tx: Db, bundle: BundleRow, choice: ExportChoice | undefined): Promise<void> {
  await tx.query(
    `insert into bundle (id, project_id, task_id, kind, name, parts, size, sha256, objects, findings, notes, checks, run_id, author, choice)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
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
      JSON.stringify(bundle.checks),
      choice?.run ?? null,
      choice?.author ?? "",
      choice === undefined ? null : JSON.stringify(choice),
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
  select b.*, coalesce(b.run_id, (select rt.run_id from read.run_task rt join read.run r on r.id = rt.run_id
                where rt.task_id = b.task_id order by r.created_at desc, r.id limit 1)) as run
    from bundle b`;

export async function findBundle(db: Db, project: string, id: string): Promise<BundleView | undefined> {
  return db.one<BundleView>(`${SELECT} where b.id = $1 and b.project_id = $2`, [id, project]);
}

/** The files of a run, or of all runs of a project where none is named; newest first. */
export async function listBundles(db: Db, project: string, run: string): Promise<BundleView[]> {
  return db.query<BundleView>(
    `${SELECT} where b.project_id = $1
        and ($2 = '' or b.run_id = $2 or b.task_id in (select task_id from read.run_task where run_id = $2 and project_id = $1))
      order by b.created_at desc, b.id limit 1000`,
    [project, run],
  );
}

/**
 * Deletes a file that a person has chosen, with its bytes. What a run has written goes with the run.
 *
 * @throws {ArgosyError} `not_found`; `failed_precondition` for the own work of a run.
 */
export async function deleteBundle(db: Db, store: ObjectStore, project: string, id: string): Promise<void> {
  const bundle = await findBundle(db, project, id);
  if (bundle === undefined) throw new ArgosyError("not_found", "there is no such bundle", { details: { bundle: id } });
  if (bundle.choice === null)
    throw new ArgosyError("failed_precondition", "the file is part of a run; it goes when the run is deleted", { details: { bundle: id } });
  await db.query("delete from bundle where id = $1", [id]);
  for (const { key } of bundle.parts) await store.delete(key);
}
