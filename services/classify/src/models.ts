import { createHash } from "node:crypto";
import { ArgosyError, refusal } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import type { Db } from "@argosy/work";

/** How well a model did, and what it was made of. */
export interface ModelReport {
  readonly objects: number;
  /** By class; not there in reports of the first releases, like the other members that may be absent. */
  readonly classObjects?: readonly number[];
  readonly trees: number;
  readonly seed: number;
  readonly outOfBag: number | null;
  /** As `confusion`, of all objects. */
  readonly outOfBagConfusion?: readonly number[];
  readonly heldOut: number | null;
  readonly heldOutObjects: number;
  readonly heldOutShare?: number;
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
  /** Empty: none was given. */
  readonly name: string;
  readonly created_at: Date;
}

/** A model with what is known of it besides: who trained it on which runs, and whether new runs predict with it. */
export type ModelView = ModelRow & { readonly author: string; readonly runs: readonly string[]; readonly active: boolean };

const SELECT = `
  select m.*, coalesce(t.author, '') as author, coalesce(t.runs, '{}') as runs,
         m.deleted_at is null and m.id = (select a.id from model a where a.project_id = m.project_id and a.deleted_at is null
                                           order by a.activated_at desc, a.version desc limit 1) as active
    from model m left join training t on t.task_id = m.task_id`;

/** Models of a project that were not deleted, the newest first. */
export async function listModels(db: Db, projectId: string): Promise<ModelView[]> {
  return db.query<ModelView>(`${SELECT} where m.project_id = $1 and m.deleted_at is null order by m.version desc`, [projectId]);
}

/** A model, also a deleted one: what it has predicted may still be asked about. @throws {ArgosyError} `not_found`. */
export async function getModel(db: Db, projectId: string, id: string): Promise<ModelView> {
  const row = await db.one<ModelView>(`${SELECT} where m.id = $1 and m.project_id = $2`, [id, projectId]);
  if (row === undefined) throw noModel(id);
  return row;
}

/** The model that new runs predict with. @throws {ArgosyError} `failed_precondition` while there is none. */
export async function activeModel(db: Db, projectId: string): Promise<ModelView> {
  const active = (await listModels(db, projectId)).find((model) => model.active);
  if (active === undefined) throw new ArgosyError("failed_precondition", "the project has no model yet; train one first");
  return active;
}

const NAME_LENGTH = 200;

/**
 * Gives a model another name, or makes it the one that new runs predict with.
 *
 * @throws {ArgosyError} `not_found` also for a deleted one; FIELD_INVALID for a name that cannot be one.
 */
export async function updateModel(
  db: Db,
  projectId: string,
  id: string,
  change: { readonly name?: string | undefined; readonly active: boolean },
): Promise<ModelView> {
  const name = change.name?.normalize("NFC").trim();
  if (name !== undefined && (name.length > NAME_LENGTH || /\p{Cc}/u.test(name)))
    throw refusal("FIELD_INVALID", `a name has at most ${NAME_LENGTH} characters, no control characters`, { field: "name" });
  const changed = await db.query(
    `update model set name = coalesce($3, name), activated_at = case when $4 then clock_timestamp() else activated_at end
      where id = $1 and project_id = $2 and deleted_at is null returning id`,
    [id, projectId, name ?? null, change.active],
  );
  if (changed.length === 0) throw noModel(id);
  return getModel(db, projectId, id);
}

/** Takes a model out of the list. @throws {ArgosyError} `not_found`. */
export async function deleteModel(db: Db, projectId: string, id: string): Promise<void> {
  const gone = await db.query("update model set deleted_at = now() where id = $1 and project_id = $2 and deleted_at is null returning id", [
    id,
    projectId,
  ]);
  if (gone.length === 0) throw noModel(id);
}

/** Brings the model of a training that was done before back to the list, as the one that new runs predict with. */
export async function restoreModel(db: Db, projectId: string, taskId: string): Promise<void> {
  await db.query("update model set deleted_at = null, activated_at = clock_timestamp() where task_id = $1 and project_id = $2", [
    taskId,
    projectId,
  ]);
}

function noModel(id: string): ArgosyError {
  return new ArgosyError("not_found", "there is no such model", { details: { model: id } });
}

/** Stores a model under the next version of its project. */
export async function insertModel(tx: Db, model: Omit<ModelRow, "version" | "created_at" | "name">): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [`models ${model.project_id}`]);
  await tx.query(
    `insert into model (id, project_id, version, task_id, classes, columns, report, key, sha256, activated_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, clock_timestamp() from model where project_id = $2`,
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
