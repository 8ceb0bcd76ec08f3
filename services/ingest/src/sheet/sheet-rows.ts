import { createHash } from "node:crypto";
import { idFromHash, sampleNameOf, sortMetadata } from "@argosy/core";
import type { Db } from "@argosy/work";
import { applyPixelSizes } from "./pixel-sizes.ts";

/** A row of the sheet as it is stored. */
export interface SheetRowRow {
  readonly id: string;
  readonly sample: string;
  readonly acquisition: string;
  readonly cells: Readonly<Record<string, string | number>>;
  readonly pixel_source: PixelSource | null;
}

/** Who gave a pixel size, and by what. */
export interface PixelSource {
  /** person, template or scale bar */
  readonly how: string;
  readonly note: string;
  readonly author: string;
  readonly at: string;
}

interface Placed {
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const BATCH = 5_000;

/** Gives every image of a collection that has none its row of the sheet; what a person said of the row holds for them from then on. */
export async function placeOnSheet(db: Db, projectId: string, collection: string): Promise<void> {
  const shared = await db.one<{ metadata: Readonly<Record<string, unknown>> }>("select metadata from collection where id = $1", [
    collection,
  ]);
  for (;;) {
    const images = await db.query<Placed>(
      "select id, metadata from image where collection_id = $1 and sheet_row is null order by id limit $2",
      [collection, BATCH],
    );
    if (images.length === 0) return;
    await db.transaction((tx) => place(tx, projectId, collection, images, shared?.metadata ?? {}));
  }
}

async function place(tx: Db, projectId: string, collection: string, images: readonly Placed[], shared: object): Promise<void> {
  const rows = new Map<string, { readonly id: string; readonly project_id: string; readonly collection_id: string } & RowKey>();
  const places = images.map(({ id, metadata }) => {
    const key = keyOf({ ...shared, ...metadata });
    const row = rowId(collection, key);
    rows.set(row, { id: row, project_id: projectId, collection_id: collection, ...key });
    return { id, row };
  });
  await tx.insertMany(
    "sheet_row",
    { id: "text", project_id: "text", collection_id: "text", sample: "text", acquisition: "text" },
    [...rows.values()],
    { onConflict: "do nothing" },
  );
  await tx.query("update image set sheet_row = p.row from unnest($1::text[], $2::text[]) as p (id, row) where image.id = p.id", [
    places.map(({ id }) => id),
    places.map(({ row }) => row),
  ]);
  await applyPixelSizes(tx, [...rows.keys()]);
}

interface RowKey {
  readonly sample: string;
  readonly acquisition: string;
}

function keyOf(metadata: Readonly<Record<string, unknown>>): RowKey {
  const { sample, acquisition } = sortMetadata(metadata);
  const way = [acquisition["id"], acquisition["instrument"]].filter((part) => part !== undefined).join(" ");
  return { sample: sampleNameOf(sample), acquisition: way };
}

function rowId(collection: string, { sample, acquisition }: RowKey): string {
  return idFromHash(
    createHash("sha256")
      .update(JSON.stringify([collection, sample, acquisition]))
      .digest(),
  );
}

/** The rows of a collection that have images, by sample and acquisition. */
export async function sheetRows(db: Db, collection: string, ids?: readonly string[], lock = false): Promise<SheetRowRow[]> {
  return db.query<SheetRowRow>(
    `select id, sample, acquisition, cells, pixel_source from sheet_row r
      where collection_id = $1 and ($2::text[] is null or id = any($2)) and exists (select 1 from image i where i.sheet_row = r.id)
      order by sample, acquisition, id ${lock ? "for update" : ""}`,
    [collection, ids ?? null],
  );
}

export async function setCells(tx: Db, id: string, cells: Readonly<Record<string, string | number>>): Promise<void> {
  await tx.query("update sheet_row set cells = $2 where id = $1", [id, JSON.stringify(cells)]);
}
