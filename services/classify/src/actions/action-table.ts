import { ArgosyError, refusal } from "@argosy/core";
import type { Db } from "@argosy/work";

/** What an action came to. */
export interface ActionCounts {
  readonly changed: number;
  readonly unchanged: number;
  /** Objects whose class was to be kept and that have none. */
  readonly skipped: number;
  readonly conflicts: number;
  /** The first objects that could not be restored. */
  readonly conflicting: readonly string[];
}

/** An action as its row begins. */
export interface ActionRow {
  readonly id: string;
  readonly project: string;
  readonly client: string;
  readonly sequence: number;
  readonly undoes: string | undefined;
  readonly author: string;
  readonly sha256: string;
}

/**
 * What an action came to when it was done before; `undefined` when it was not.
 *
 * @throws {ArgosyError} `already_exists` for another action of this id.
 */
export async function doneBefore(db: Db, { id, project, sha256 }: ActionRow): Promise<ActionCounts | undefined> {
  const row = await db.one<{ project_id: string; request_sha256: string; result: ActionCounts }>(
    "select project_id, request_sha256, result from label_action where id = $1",
    [id],
  );
  if (row === undefined) return undefined;
  if (row.project_id !== project || row.request_sha256 !== sha256)
    throw new ArgosyError("already_exists", "another action has this id", { details: { action: id } });
  return row.result;
}

/**
 * Begins an action. Call it with the project's labels locked.
 *
 * @throws {ArgosyError} LABEL_ACTION_LATE where a later action of the client was done already.
 */
export async function insertAction(tx: Db, row: ActionRow): Promise<void> {
  const last = await tx.one<{ sequence: number | null }>(
    "select max(sequence) as sequence from label_action where project_id = $1 and client = $2",
    [row.project, row.client],
  );
  if (last !== undefined && last.sequence !== null && last.sequence >= row.sequence)
    throw refusal("LABEL_ACTION_LATE", `action ${last.sequence} of this client was done already`, { sequence: last.sequence });
  await tx.query(
    "insert into label_action (id, project_id, client, sequence, undoes, author, request_sha256) values ($1, $2, $3, $4, $5, $6, $7)",
    [row.id, row.project, row.client, row.sequence, row.undoes ?? null, row.author, row.sha256],
  );
}

export async function endAction(tx: Db, id: string, counts: ActionCounts): Promise<void> {
  await tx.query("update label_action set result = $2 where id = $1", [id, JSON.stringify(counts)]);
}
