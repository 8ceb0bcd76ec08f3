import { ArgosyError, readSheetCell, refusal, sheetColumn } from "@argosy/core";
import type { Db } from "@argosy/work";
import { applyPixelSizes, restorePixelSizes } from "./pixel-sizes.ts";
import { insertChanges } from "./sheet-changes.ts";
import type { PixelSource } from "./sheet-rows.ts";
import { setCells, sheetRows } from "./sheet-rows.ts";

/** A cell that a person changes. */
export interface CellEdit {
  readonly row: string;
  readonly column: string;
  readonly text: string;
  /** What stood there by hand before. */
  readonly was: string;
}

/** Which sheet is edited, by whom, and where its pixel sizes come from. */
export interface Editing {
  readonly project: string;
  readonly collection: string;
  readonly source: PixelSource;
}

/**
 * Changes cells of a sheet, all or none.
 *
 * @returns The rows that were changed.
 * @throws {ArgosyError} CELL_INVALID with a sentence, SHEET_CHANGED where another value stands than the person saw; `not_found` for a row.
 */
export async function editSheet(db: Db, { project, collection, source }: Editing, edits: readonly CellEdit[]): Promise<string[]> {
  const ids = [...new Set(edits.map(({ row }) => row))];
  return db.transaction(async (tx) => {
    const rows = new Map((await sheetRows(tx, collection, ids, true)).map((row) => [row.id, { ...row.cells } as Cells]));
    const changes = edits.map((edit) => {
      const cells = rows.get(edit.row);
      if (cells === undefined) throw new ArgosyError("not_found", "there is no such row", { details: { row: edit.row.slice(0, 64) } });
      return { row_id: edit.row, column: edit.column, ...change(cells, edit) };
    });
    for (const [id, cells] of rows) await setCells(tx, id, cells);
    await insertChanges(
      tx,
      changes.map((one) => ({ project_id: project, collection_id: collection, ...one, note: source.note, author: source.author })),
    );
    await changePixels(tx, edits, source);
    return [...rows.keys()];
  });
}

type Cells = Record<string, string | number>;

function change(cells: Cells, { row, column, text, was }: CellEdit) {
  const known = sheetColumn(column);
  if (known === undefined) throw refusal("CELL_INVALID", `a sheet has no column ${column.slice(0, 60)}`, { row, column });
  const before = cells[column];
  if (String(before ?? "") !== was)
    throw refusal("SHEET_CHANGED", `${known.title} is ${before === undefined ? "empty" : before} now`, { row, column, now: before ?? "" });
  const read = readSheetCell(known, text);
  if ("fault" in read) throw refusal("CELL_INVALID", read.fault, { row, column });
  if (read.value === undefined) delete cells[column];
  else cells[column] = read.value;
  return { before: before ?? null, after: read.value ?? null };
}

async function changePixels(tx: Db, edits: readonly CellEdit[], source: PixelSource): Promise<void> {
  const sizes = edits.filter(({ column }) => column === "process_pixel");
  const given = sizes.filter(({ text }) => text.trim() !== "").map(({ row }) => row);
  const cleared = sizes.filter(({ text }) => text.trim() === "").map(({ row }) => row);
  if (given.length > 0) {
    await tx.query("update sheet_row set pixel_source = $2 where id = any($1)", [given, JSON.stringify(source)]);
    await applyPixelSizes(tx, given);
  }
  if (cleared.length > 0) {
    await tx.query("update sheet_row set pixel_source = null where id = any($1)", [cleared]);
    await restorePixelSizes(tx, cleared);
  }
}
