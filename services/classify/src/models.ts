import { createHash } from "node:crypto";
import { ArgosyError, refusal } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import type { Db } from "@argosy/work";

/** How well a model did, and what it was made of. */
export interface ModelReport {
  readonly objects: number;
  readonly trees: number;
  readonly seed: number;
  readonly outOfBag: number | null;
  readonly heldOut: number | null;
  readonly heldOutObjects: number;
  /** Of the held-out objects: true class by predicted class. */
  readonly confusion: readonly number[];
  readonly importances: readonly { readonly column: string; readonly value: number }[];
}

/** A row of the table of models. */
export interface ModelRow {
  readonly id: string;
  readonly project_id: string;
  readonly version: number;
  readonly task_id: string;
  readonly classes: readonly string[];
  readonly columns: readonly string[];
  readonly report: ModelReport;
  readonly key: string;
  readonly sha256: string;
  readonly created_at: Date;
}

/** Models of a project, the newest first. */
export async function listModels(db: Db, projectId: string): Promise<ModelRow[]> {
  return db.query<ModelRow>("select * from model where project_id = $1 order by version desc", [projectId]);
}

/** @throws {ArgosyError} `not_found`. */
export async function getModel(db: Db, projectId: string, id: string): Promise<ModelRow> {
  const row = await db.one<ModelRow>("select * from model where id = $1 and project_id = $2", [id, projectId]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such model", { details: { model: id } });
  return row;
}

/** Stores a model under the next version of its project. */
export async function insertModel(tx: Db, model: Omit<ModelRow, "version" | "created_at">): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [`models ${model.project_id}`]);
  await tx.query(
    `insert into model (id, project_id, version, task_id, classes, columns, report, key, sha256)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8 from model where project_id = $2`,
    [
      model.id,
      model.project_id,
      model.task_id,
      JSON.stringify(model.classes),
      JSON.stringify(model.columns),
      JSON.stringify(model.report),
      model.key,
      model.sha256,
    ],
  );
}

/** Writes the bytes of a forest. @throws {ArgosyError} OUTPUT_DIFFERS where other bytes lie there already. */
export async function putForest(store: ObjectStore, key: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  if (await store.put(key, bytes, { ifAbsent: true, signal })) return;
  const there = await store.get(key, { signal });
  if (there === undefined || sha256Of(there) !== sha256Of(bytes)) {
    throw refusal("OUTPUT_DIFFERS", "another forest was stored for the same training", { key });
  }
}

/** The bytes of a model's forest. @throws {ArgosyError} OBJECT_CORRUPT naming the key. */
export async function readForest(store: ObjectStore, model: ModelRow, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = await store.get(model.key, { signal });
  if (bytes === undefined) throw refusal("OBJECT_CORRUPT", "a stored model is missing", { key: model.key });
  if (sha256Of(bytes) !== model.sha256) throw refusal("OBJECT_CORRUPT", "a stored model is not what was written", { key: model.key });
  return bytes;
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
