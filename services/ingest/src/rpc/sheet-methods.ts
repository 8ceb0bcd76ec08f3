import { ArgosyError, refusal } from "@argosy/core";
import type { SheetRow } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { CollectionRow } from "../collections.ts";
import { findCollection } from "../collections.ts";
import { editSheet } from "../sheet/edit-sheet.ts";
import { givenCells } from "../sheet/given-cells.ts";
import { pixelNote } from "../sheet/pixel-note.ts";
import { imagesOfRows } from "../sheet/pixel-sizes.ts";
import { listChanges } from "../sheet/sheet-changes.ts";
import type { PixelSource } from "../sheet/sheet-rows.ts";
import { placeOnSheet, sheetRows } from "../sheet/sheet-rows.ts";
import type { IngestMethods } from "./methods.ts";

const EDITS = 5_000;
const HOW = ["person", "template", "scale bar"];

/** The metadata sheet: read, edit, history. */
export function sheetMethods({ db, clock }: Ports): Pick<IngestMethods, "getSheet" | "editSheet" | "setPixelSize" | "listSheetChanges"> {
  const sourceOf = (author: string | undefined, how: string, note: string): PixelSource => ({
    how,
    note,
    author: author ?? "",
    at: new Date(clock.now()).toISOString(),
  });
  return {
    async getSheet({ project, collection }) {
      const { name } = await collectionIn(db, project, collection);
      await placeOnSheet(db, project, collection);
      return { collection, name, rows: await rowMessages(db, collection) };
    },
    async editSheet({ project, collection, edits }, { identity }) {
      await collectionIn(db, project, collection);
      if (edits.length > EDITS) throw refusal("FIELD_INVALID", `at most ${EDITS} cells are changed at once`, { field: "edits" });
      const source = sourceOf(identity.user, "person", "");
      return { rows: await rowMessages(db, collection, await editSheet(db, { project, collection, source }, edits)) };
    },
    async setPixelSize({ project, collection, rows, size, how, note }, { identity }) {
      await collectionIn(db, project, collection);
      if (!HOW.includes(how)) throw refusal("FIELD_INVALID", `how is one of ${HOW.join(", ")}`, { field: "how" });
      await placeOnSheet(db, project, collection);
      const wanted = await sheetRows(db, collection, rows.length === 0 ? undefined : rows);
      if (wanted.length < rows.length) throw new ArgosyError("not_found", "there is no such row");
      const edits = wanted.map(({ id, cells }) => ({
        row: id,
        column: "process_pixel",
        text: String(size),
        was: String(cells["process_pixel"] ?? ""),
      }));
      const ids = await editSheet(db, { project, collection, source: sourceOf(identity.user, how, note.slice(0, 500)) }, edits);
      return { images: await imagesOfRows(db, ids), rows: await rowMessages(db, collection, ids) };
    },
    async listSheetChanges({ project, collection, row, limit }) {
      await collectionIn(db, project, collection);
      const changes = await listChanges(db, collection, row, limit <= 0 ? 100 : Math.min(limit, 1_000));
      return {
        changes: changes.map(({ row_id, before, after, at, column, author, note }) => ({
          row: row_id,
          column,
          before: String(before ?? ""),
          after: String(after ?? ""),
          author,
          at: at.toISOString(),
          note,
        })),
      };
    },
  };
}

async function collectionIn(db: Db, project: string, id: string): Promise<CollectionRow> {
  const row = await findCollection(db, project, id);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such collection", { details: { collection: id.slice(0, 64) } });
  return row;
}

async function rowMessages(db: Db, collection: string, ids?: readonly string[]): Promise<SheetRow[]> {
  const given = await givenCells(db, collection, ids);
  return (await sheetRows(db, collection, ids)).map(({ id, sample, cells, pixel_source }) => ({
    id,
    sample,
    images: given.get(id)?.images ?? 0,
    hand: { ...cells },
    given: { ...given.get(id)?.cells },
    pixelNote: pixel_source === null ? "" : pixelNote(pixel_source),
  }));
}
