import { readSheetCell, sheetColumn } from "@argosy/core";
import type { SheetRow } from "./sheet-cells.ts";

/** A cell with what is to stand in it; empty: what the images say. */
export interface CellText {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

/** A change of cells with what stood there before, so that it can be undone. */
export interface SheetChange {
  readonly before: readonly CellText[];
  readonly after: readonly CellText[];
}

/** A name of a cell for maps. */
export const cellKey = ({ row, column }: Pick<CellText, "row" | "column">): string => `${row} ${column}`;

/** What stands in a cell by hand. */
export const handText = (row: SheetRow, column: string): string => String(row.hand[column] ?? "");

/** The same change for every row of a sample, where it is about the sample: acquisitions of one sample share its facts. */
export function forWholeSamples(rows: readonly SheetRow[], cells: readonly CellText[]): CellText[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const spread = cells.flatMap((cell) => {
    const sample = byId.get(cell.row)?.sample;
    if (sheetColumn(cell.column)?.band !== "sample" || sample === undefined) return [cell];
    return rows.filter((row) => row.sample === sample).map(({ id }) => ({ ...cell, row: id }));
  });
  return [...new Map(spread.map((cell) => [cellKey(cell), cell])).values()];
}

/** Cells as they are kept, and those that cannot be, with a sentence. */
export function readCells(cells: readonly CellText[]): {
  readonly good: readonly CellText[];
  readonly bad: readonly (CellText & { readonly fault: string })[];
} {
  const good: CellText[] = [];
  const bad: (CellText & { readonly fault: string })[] = [];
  for (const cell of cells) {
    const column = sheetColumn(cell.column);
    const read = column === undefined ? { fault: "There is no such column." } : readSheetCell(column, cell.text);
    if ("fault" in read) bad.push({ ...cell, fault: read.fault });
    else good.push({ ...cell, text: String(read.value ?? "") });
  }
  return { good, bad };
}

/** A row with other cells by hand. Numbers stay numbers, as the server will answer them. */
export function withCells(row: SheetRow, cells: readonly CellText[]): SheetRow {
  const hand: Record<string, string | number> = { ...row.hand };
  for (const { column, text } of cells) {
    const known = sheetColumn(column);
    const read = known === undefined ? { value: text } : readSheetCell(known, text);
    const value = "value" in read ? read.value : undefined;
    if (value === undefined) delete hand[column];
    else hand[column] = value;
  }
  return { ...row, hand };
}

/**
 * A block of text as cells, from one cell on to the right and down. One value fills a whole selection, as spreadsheets do.
 *
 * @returns What lies beyond the sheet is left out and counted.
 */
export function pastedCells(
  block: readonly (readonly string[])[],
  place: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  selected: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
): { readonly cells: readonly CellText[]; readonly beyond: number } {
  const single = block.length === 1 && block[0]!.length === 1;
  const cells: CellText[] = [];
  let beyond = 0;
  const put = (r: number, c: number, text: string): void => {
    const [row, column] = [place.rows[r], place.columns[c]];
    if (row === undefined || column === undefined) beyond++;
    else cells.push({ row, column, text });
  };
  if (single) {
    for (let r = selected.top; r <= selected.bottom; r++) for (let c = selected.left; c <= selected.right; c++) put(r, c, block[0]![0]!);
  } else for (const [r, line] of block.entries()) for (const [c, text] of line.entries()) put(selected.top + r, selected.left + c, text);
  return { cells, beyond };
}
