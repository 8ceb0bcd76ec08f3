import type { Db } from "@argosy/work";
import { naming } from "./projects.ts";

/** A project that its owner deleted. */
export interface TrashedRow {
  readonly id: string;
  readonly name: string;
  readonly deleted_at: Date;
}

/** The projects in the trash of an account, the last one first. */
export async function listTrash(db: Db, ownerId: string): Promise<TrashedRow[]> {
  return db.query<TrashedRow>(
    "select id, name, deleted_at from project where owner_id = $1 and deleted_at is not null order by deleted_at desc, id",
    [ownerId],
  );
}

/**
 * Marks a project of the trash as one that is being deleted for good: from now on it cannot be restored. `false` when the account has
 * none of this id there. Safe to repeat.
 */
export async function beginPurge(db: Db, ownerId: string, id: string): Promise<boolean> {
  const rows = await db.query(
    "update project set purged_at = coalesce(purged_at, now()) where id = $1 and owner_id = $2 and deleted_at is not null returning id",
    [id, ownerId],
  );
  return rows.length > 0;
}

/** Deletes what is known of a project whose data are gone. The audit keeps what was done to it. */
export async function endPurge(db: Db, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("delete from token where project_id = $1", [id]);
    await tx.query("delete from project where id = $1", [id]);
  });
}

/**
 * Takes a project out of the trash; `false` when the account has none of this id there.
 *
 * @throws {ArgosyError} NAME_TAKEN when it has another project of this name by now.
 */
export async function restoreProject(db: Db, ownerId: string, id: string): Promise<boolean> {
  const rows = await naming(
    db.query(
      "update project set deleted_at = null where id = $1 and owner_id = $2 and deleted_at is not null and purged_at is null returning id",
      [id, ownerId],
    ),
    "",
  );
  return rows.length > 0;
}
