import type { SheetColumn } from "@argosy/core";
import { SHEET_COLUMNS, sheetColumn } from "@argosy/core";
import type { Answer } from "../../api/client.ts";

export type SheetRow = Answer<"getSheet">["rows"][number];

/** What a cell shows, and where it is from. */
export interface ShownCell {
  readonly text: string;
  /** By hand; said by names, tables or files; different from image to image; made from other cells; nothing. */
  readonly from: "hand" | "images" | "varies" | "derived" | "nothing";
}

interface Varying {
  readonly distinct: number;
  readonly least: string | number;
  readonly most: string | number;
}

/** The columns of a sheet: those that every one has, and those that its rows or the person have besides, by band. */
export function columnsOf(rows: readonly SheetRow[], own: readonly string[]): SheetColumn[] {
  const names = new Set([...own, ...rows.flatMap(({ hand, given }) => [...Object.keys(hand), ...Object.keys(given)])]);
  const known = new Set(SHEET_COLUMNS.map(({ column }) => column));
  const more = [...names].filter((name) => !known.has(name)).sort();
  const all = [...SHEET_COLUMNS, ...more.flatMap((name) => sheetColumn(name) ?? [])];
  return (["sample", "acquisition", "process"] as const).flatMap((band) => all.filter((column) => column.band === band));
}

/** What a cell shows. */
export function shownCell(row: SheetRow, column: string): ShownCell {
  const hand = row.hand[column];
  if (hand !== undefined) return { text: String(hand), from: "hand" };
  if (column === "sample_id") return { text: sampleOf(row), from: "derived" };
  const given = row.given[column];
  if (given !== undefined && "value" in given) return { text: String(given["value"]), from: "images" };
  if (given !== undefined) {
    const { least, most } = given as unknown as Varying;
    return { text: least === most ? `${least} and none` : `${least} – ${most}`, from: "varies" };
  }
  return { text: "", from: "nothing" };
}

/** The name of the sample as the bundle will have it. */
export function sampleOf(row: SheetRow): string {
  const own = textOf(row, "sample_id");
  const parts = [textOf(row, "sample_cruise"), textOf(row, "sample_station")].filter((part) => part !== "");
  const renamed = row.hand["sample_cruise"] !== undefined || row.hand["sample_station"] !== undefined;
  return row.hand["sample_id"] === undefined && renamed && parts.length > 0 ? parts.join("_") : own;
}

function textOf(row: SheetRow, column: string): string {
  const value = row.hand[column] ?? row.given[column]?.["value"];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Required columns with the rows that lack them. */
export function missingCells(
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
): { readonly column: SheetColumn; readonly rows: readonly number[] }[] {
  return columns
    .filter(({ required }) => required)
    .map((column) => ({ column, rows: rows.flatMap((row, index) => (shownCell(row, column.column).from === "nothing" ? [index] : [])) }))
    .filter((missing) => missing.rows.length > 0);
}
