import type { Db } from "@argosy/work";

/** A cell that was changed: by whom, from what to what. */
export interface SheetChangeRow {
  readonly project_id: string;
  readonly collection_id: string;
  readonly row_id: string;
  readonly column: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
  readonly note: string;
  readonly author: string;
}

const COLUMNS = {
  project_id: "text",
  collection_id: "text",
  row_id: "text",
  column: "text",
  before: "jsonb",
  after: "jsonb",
  note: "text",
  author: "text",
} as const;

export async function insertChanges(tx: Db, changes: readonly SheetChangeRow[]): Promise<void> {
  await tx.insertMany("sheet_change", COLUMNS, changes);
}

/** Changes of a sheet or of one row of it, the newest first. */
export async function listChanges(
  db: Db,
  collection: string,
  row: string,
  limit: number,
): Promise<(SheetChangeRow & { readonly at: Date })[]> {
  return db.query(`select * from sheet_change where collection_id = $1 and ($2 = '' or row_id = $2) order by id desc limit $3`, [
    collection,
    row,
    limit,
  ]);
}
