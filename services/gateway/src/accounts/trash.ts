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
    "select id, name, deleted_at from project where owner_id = $1 and deleted_at is not null and purged_at is null order by deleted_at desc, id",
    [ownerId],
  );
}

/**
 * Takes a project out of the trash; `false` when the account has none of this id there.
 *
 * @throws {ArgosyError} `already_exists` when it has another project of this name by now.
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
