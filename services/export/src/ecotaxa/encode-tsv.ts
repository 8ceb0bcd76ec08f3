import { numberText } from "../csv/number-text.ts";

/** A column of an index file. */
export interface EncodedColumn {
  readonly header: string;
  /** Type of the values, for the second line. */
  readonly type: "[f]" | "[t]";
}

/** A value of an index file; undefined and numbers that are not finite become empty cells. */
export type TsvValue = string | number | undefined;

/**
 * An index file of EcoTaxa: UTF-8 behind its byte order mark, headers, types, then the rows; every text quoted, numbers in their shortest
 * form. Values stand in the order of the columns.
 */
export function encodeTsv(columns: readonly EncodedColumn[], rows: Iterable<readonly TsvValue[]>): Uint8Array {
  const lines = [columns.map(({ header }) => quoted(header)), columns.map(({ type }) => quoted(type))].map((cells) => cells.join("\t"));
  for (const row of rows) lines.push(columns.map((_, i) => encodeCell(row[i])).join("\t"));
  return new TextEncoder().encode(`\u{feff}${lines.join("\n")}\n`);
}

function encodeCell(value: TsvValue): string {
  if (value === undefined || value === "") return "";
  if (typeof value === "string") return quoted(value);
  return Number.isFinite(value) ? numberText(value) : "";
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
