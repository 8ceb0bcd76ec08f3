import { readDelimited, writeTabbed } from "@argosy/core";
import type { CellPlace, CellRange } from "./cell-range.ts";
import type { SheetRow } from "./sheet-cells.ts";
import { shownCell } from "./sheet-cells.ts";
import type { CellText } from "./sheet-edits.ts";
import { cellKey, handText, pastedCells } from "./sheet-edits.ts";
import type { SheetState } from "./sheet-state.ts";

/** A cell as the grid draws it. */
export interface DrawnCell {
  readonly text: string;
  /** hand, images, varies, derived, nothing; missing where it is needed; bad where it holds what cannot be kept. */
  readonly kind: string;
  readonly fault: string | undefined;
  readonly unsaved: boolean;
}

/** What can be done with the cells of a sheet, whatever key or menu asks for it. */
export function createGridActions(sheet: SheetState, say: (text: string) => void) {
  const { rows, columns, bad, outbox } = sheet;
  const rowAt = (r: number): SheetRow | undefined => rows.value?.[r];
  const columnAt = (c: number) => columns.value[c];

  function drawn(r: number, c: number): DrawnCell {
    const row = rowAt(r)!;
    const { column, required } = columnAt(c)!;
    const fault = bad.get(cellKey({ row: row.id, column }));
    const shown = shownCell(row, column);
    const missing = required && shown.from === "nothing" && fault === undefined;
    return {
      text: fault?.text ?? (missing ? "missing" : shown.text),
      kind: fault !== undefined ? "bad" : missing ? "missing" : shown.from,
      fault: fault?.fault,
      unsaved: outbox.isWaiting({ row: row.id, column }),
    };
  }

  /** What a cell is edited from: what cannot be kept, what was typed, or the one value of its images. */
  function editable(r: number, c: number): string {
    const [row, column] = [rowAt(r), columnAt(c)?.column];
    if (row === undefined || column === undefined) return "";
    const wrong = bad.get(cellKey({ row: row.id, column }))?.text;
    const { text, from } = shownCell(row, column);
    return wrong ?? (handText(row, column) || (from === "images" || from === "derived" ? text : ""));
  }

  function put(cells: readonly (CellPlace & { readonly text: string })[]): void {
    const texts = cells.flatMap(({ r, c, text }): CellText[] => {
      const [row, column] = [rowAt(r), columnAt(c)];
      return row === undefined || column === undefined ? [] : [{ row: row.id, column: column.column, text }];
    });
    const [fault, ...more] = sheet.change(texts);
    if (fault !== undefined && more.length > 0) say(`${more.length + 1} cells cannot be kept as they are: ${fault}`);
  }

  return {
    drawn,
    editable,
    put,
    clear: (range: CellRange) => put(eachOf(range, (r, c) => ({ r, c, text: "" })).flat()),
    fillDown(range: CellRange): void {
      const [first = [], ...below] = eachOf(range, (r, c) => ({ r, c, text: editable(r, c) }));
      put(below.flat().map((cell) => ({ ...cell, text: first[cell.c - range.left]!.text })));
    },
    /** The cells as spreadsheets take them. */
    copied: (range: CellRange): string =>
      eachOf(range, (r, c) => {
        const { kind, text } = drawn(r, c);
        return kind === "missing" ? "" : text;
      })
        .map(writeTabbed)
        .join("\n"),
    paste(text: string, range: CellRange): void {
      const block = /[\t\n]/.test(text) ? readDelimited(text, "\t") : [{ cells: [text] }];
      if ("message" in block) {
        say(`What was copied cannot be read: ${block.message}.`);
        return;
      }
      const place = { rows: (rows.value ?? []).map(({ id }) => id), columns: columns.value.map(({ column }) => column) };
      const lines = block.map(({ cells }) => cells);
      const { cells, beyond } = pastedCells(lines, place, range);
      const faults = sheet.change(cells);
      const said = [
        ...(faults.length > 0 ? [`${faults.length} values cannot be kept as they are`] : []),
        ...(beyond > 0 ? [`${beyond} values lie beyond the sheet and were left out`] : []),
      ];
      if (said.length > 0) say(`${said.join("; ")}.`);
    },
    /** @returns Where the change was. */
    step(which: "undo" | "redo"): CellPlace | undefined {
      const [first] = sheet[which]()?.after ?? [];
      if (first === undefined) return undefined;
      return {
        r: rows.value!.findIndex(({ id }) => id === first.row),
        c: columns.value.findIndex(({ column }) => column === first.column),
      };
    },
  };
}

/** Something of every cell of a range, line by line. */
function eachOf<T>({ top, left, bottom, right }: CellRange, make: (r: number, c: number) => T): T[][] {
  return Array.from({ length: bottom - top + 1 }, (_, r) => Array.from({ length: right - left + 1 }, (_, c) => make(top + r, left + c)));
}
