import type { FileHeader } from "@argosy/formats";
import type { Db } from "@argosy/work";

/** Where some bytes of an original lie. */
export interface StoredPartRow {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/** Why a file was refused. */
export interface FileProblem {
  readonly code: string;
  readonly reason: string;
  readonly detail: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A row of the table of files. */
export interface FileRow {
  readonly id: string;
  readonly project_id: string;
  readonly collection_id: string;
  readonly path: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly kind: "image" | "table" | "other";
  readonly format: string | null;
  readonly state: "received" | "sniffed" | "decoded" | "ready" | "refused";
  readonly problem: FileProblem | null;
  readonly header: FileHeader | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly pixel_width: number | null;
  readonly pixel_height: number | null;
  readonly pixel_size_provenance: string | null;
  readonly notes: readonly string[];
  readonly parts: readonly StoredPartRow[];
  readonly kept: boolean;
  readonly import_id: string;
}

/** A file as it is stored: with the number of its contents so far. */
export type StoredFile = FileRow & { readonly revision: number };

const COLUMNS = {
  id: "text",
  project_id: "text",
  collection_id: "text",
  path: "text",
  size: "bigint",
  sha256: "text",
  kind: "text",
  format: "text",
  state: "text",
  problem: "jsonb",
  header: "jsonb",
  metadata: "jsonb",
  pixel_width: "float8",
  pixel_height: "float8",
  pixel_size_provenance: "text",
  notes: "jsonb",
  parts: "jsonb",
  kept: "boolean",
  import_id: "text",
} as const;

const REPLACED = Object.keys(COLUMNS)
  .filter((column) => column !== "id" && column !== "project_id")
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/**
 * Stores files. One that is there with the same content, and was not refused, stays as it is; otherwise it is replaced, and its images
 * are made anew.
 */
export async function putFiles(db: Db, files: readonly FileRow[]): Promise<void> {
  if (files.length === 0) return;
  await db.transaction(async (tx) => {
    const there = await tx.query<Pick<FileRow, "id" | "path" | "sha256" | "state">>(
      "select id, path, sha256, state from file where collection_id = $1 and path = any($2) order by path for update",
      [files[0]!.collection_id, files.map((file) => file.path)],
    );
    const same = new Map(there.filter((file) => file.state !== "refused").map((file) => [file.path, file.sha256]));
    const fresh = files.filter((file) => !same.has(file.path) || same.get(file.path) !== file.sha256);
    const replaced = new Set(fresh.map((file) => file.path));
    await tx.query("delete from image where file_id = any($1)", [there.filter((file) => replaced.has(file.path)).map((file) => file.id)]);
    await tx.insertMany("file", COLUMNS, fresh, {
      onConflict: `(collection_id, path) do update set ${REPLACED}, revision = file.revision + 1`,
    });
  });
}

export async function filesById(db: Db, projectId: string, ids: readonly string[]): Promise<Map<string, FileRow>> {
  const rows = await db.query<FileRow>("select * from file where project_id = $1 and id = any($2)", [projectId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Files of a collection that were there before, by path. */
export async function knownFiles(db: Db, collectionId: string): Promise<Map<string, FileRow>> {
  const rows = await db.query<FileRow>("select * from file where collection_id = $1", [collectionId]);
  return new Map(rows.map((row) => [row.path, row]));
}

/** The image files of every import of a collection that still has some to be stored, in order of import and path. */
export async function unfinishedFiles(db: Db, collectionId: string): Promise<StoredFile[]> {
  return db.query<StoredFile>(
    `select * from file
      where collection_id = $1 and kind = 'image' and state <> 'refused'
        and import_id in (select import_id from file where collection_id = $1 and kind = 'image' and state in ('sniffed', 'decoded'))
      order by import_id, path`,
    [collectionId],
  );
}

/** Refuses a file after all; images of pages that could be read go with it. */
export async function refuseFile(tx: Db, id: string, problem: FileProblem): Promise<void> {
  await tx.query("update file set state = 'refused', problem = $2 where id = $1", [id, JSON.stringify(problem)]);
  await tx.query("delete from image where file_id = $1", [id]);
}

/** A file is ready when each of its pages is an image. */
export async function settleFiles(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update file set state = case when (select count(*) from image i where i.file_id = file.id) = jsonb_array_length(header->'pages') then 'ready' else 'decoded' end
      where id = any($1) and state in ('sniffed', 'decoded')`,
    [ids],
  );
}

/** Forgets where the originals of files lie that were not to be kept, once they are read. */
export async function dropOriginals(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.query("update file set parts = '[]', kept = false where id = any($1) and state = 'ready'", [ids]);
}

export async function listFiles(
  db: Db,
  projectId: string,
  filter: { readonly collection: string; readonly state: string; readonly after: string; readonly limit: number },
): Promise<FileRow[]> {
  return db.query<FileRow>(
    `select * from file where project_id = $1 and collection_id = $2 and ($3 = '' or state = $3) and path > $4 order by path limit $5`,
    [projectId, filter.collection, filter.state, filter.after, filter.limit],
  );
}
