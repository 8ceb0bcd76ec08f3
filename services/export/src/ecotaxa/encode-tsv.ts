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
  const lines = Array.from(rows, (row) => `${columns.map((_, i) => tsvCell(row[i])).join("\t")}\n`);
  return Buffer.from(headOf(columns) + lines.join(""), "utf8");
}

/** The index file of lines that are text already, some at a time; each lot becomes a piece. */
export async function* encodeLines(
  columns: readonly EncodedColumn[],
  batches: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(headOf(columns), "utf8");
  for await (const lines of batches) yield Buffer.from(`${lines.join("\n")}\n`, "utf8");
}

function headOf(columns: readonly EncodedColumn[]): string {
  const rows = [columns.map(({ header }) => tsvCell(header)), columns.map(({ type }) => tsvCell(type))];
  return `\u{feff}${rows.map((cells) => cells.join("\t")).join("\n")}\n`;
}

/** One cell: texts quoted, numbers in their shortest form. */
export function tsvCell(value: TsvValue): string {
  if (typeof value === "number") return Number.isFinite(value) ? numberText(value) : "";
  if (value === undefined || value === "") return "";
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}
