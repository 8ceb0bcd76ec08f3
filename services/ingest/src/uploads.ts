import { ArgosyError, refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { StoredPartRow } from "./files.ts";

/** A row of the table of uploads. */
export interface UploadRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly kind: "file" | "tar";
  readonly size: number;
  readonly position: number;
  readonly state: "receiving" | "complete" | "imported";
  readonly parts: readonly StoredPartRow[];
  readonly expires_at: Date;
}

const DAYS = 7;

export async function insertUpload(
  db: Db,
  upload: { readonly id: string; readonly projectId: string; readonly name: string; readonly kind: string; readonly size: number },
): Promise<void> {
  await db.query(
    `insert into upload (id, project_id, name, kind, size, state, expires_at)
     values ($1, $2, $3, $4, $5, case when $5::bigint = 0 then 'complete' else 'receiving' end, now() + $6 * interval '1 day')`,
    [upload.id, upload.projectId, upload.name, upload.kind, upload.size, DAYS],
  );
}

export async function findUpload(db: Db, projectId: string, id: string): Promise<UploadRow> {
  const row = await db.one<UploadRow>("select * from upload where id = $1 and project_id = $2", [id, projectId]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such upload", { details: { upload: id } });
  return row;
}

/**
 * Records that the next bytes of an upload lie in the store.
 *
 * @throws {ArgosyError} UPLOAD_CONFLICT when the upload stands elsewhere; `payload_too_large` beyond its length.
 */
export async function appendUpload(db: Db, projectId: string, id: string, offset: number, part: StoredPartRow): Promise<UploadRow> {
  return db.transaction(async (tx) => {
    await tx.query("select id from upload where id = $1 and project_id = $2 for update", [id, projectId]);
    const upload = await findUpload(tx, projectId, id);
    if (upload.position !== offset) {
      throw refusal("UPLOAD_CONFLICT", `the upload stands at byte ${upload.position}, not ${offset}`, { offset: upload.position });
    }
    if (offset + part.length > upload.size) {
      throw new ArgosyError("payload_too_large", `the upload is ${upload.size} bytes long`, { details: { size: upload.size } });
    }
    await tx.query(
      `update upload set position = position + $2, parts = parts || $3::jsonb, state = case when position + $2 = size then 'complete' else state end
        where id = $1`,
      [id, part.length, JSON.stringify([part])],
    );
    return findUpload(tx, projectId, id);
  });
}

export async function deleteUpload(db: Db, projectId: string, id: string): Promise<void> {
  await db.query("delete from upload where id = $1 and project_id = $2", [id, projectId]);
}

/** Uploads that became files are not named any more; the files name their bytes. */
export async function markImported(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.query("update upload set state = 'imported', parts = '[]' where id = any($1)", [ids]);
}

/** Forgets uploads that were not finished in time. @returns Their bytes, which may go. */
export async function expireUploads(db: Db): Promise<StoredPartRow[]> {
  const rows = await db.query<{ parts: StoredPartRow[] }>(
    "delete from upload where expires_at < now() and state <> 'imported' returning parts",
  );
  return rows.flatMap((row) => row.parts);
}
