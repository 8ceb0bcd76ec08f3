import { once } from "node:events";
import type { Writable } from "node:stream";
import { numberText } from "./number-text.ts";

/** A column of measurements. */
export interface MeasureColumn {
  /** `<set>.<measure>`. */
  readonly name: string;
  readonly datatype: "number" | "integer" | "string" | "boolean";
  /** What it means, in a sentence. */
  readonly definition: string;
  /** Unit of the values as UCUM or a word; absent where there is none. */
  readonly unit?: string;
}

/** One object of the table. Undefined measurements become empty cells. */
export interface CsvRow {
  readonly image: string;
  readonly label: number;
  /** Empty where the object has no class. */
  readonly class: string;
  readonly status: string;
  /** In the order of the columns. */
  readonly measures: readonly (number | string | boolean | undefined)[];
}

/** Columns that stand before the measurements. */
export const CSV_LEADING_COLUMNS = ["image", "label", "class", "status"] as const;

/** The header line, RFC 4180, with its line end. */
export function csvHeader(columns: readonly MeasureColumn[]): string {
  return `${[...CSV_LEADING_COLUMNS, ...columns.map(({ name }) => name)].map(csvText).join(",")}\r\n`;
}

/** One line, RFC 4180, with its line end. */
export function csvLine(row: CsvRow): string {
  let line = `${csvText(row.image)},${numberText(row.label)},${csvText(row.class)},${csvText(row.status)}`;
  for (const value of row.measures) line += `,${csvCell(value)}`;
  return `${line}\r\n`;
}

/** Characters that the sink gets together. */
const PIECE = 2 ** 18;

/** Writes the whole table; waits where the sink is slower, and ends it. Memory: 256 KiB and one line. */
export async function writeCsv(columns: readonly MeasureColumn[], rows: AsyncIterable<CsvRow>, sink: Writable): Promise<number> {
  let count = 0;
  let text = csvHeader(columns);
  for await (const row of rows) {
    text += csvLine(row);
    count += 1;
    if (text.length < PIECE) continue;
    if (!sink.write(text, "utf8")) await once(sink, "drain");
    text = "";
  }
  sink.end(text, "utf8");
  await once(sink, "finish");
  return count;
}

function csvCell(value: number | string | boolean | undefined): string {
  if (typeof value === "number") return numberText(value);
  if (value === undefined) return "";
  return typeof value === "boolean" ? String(value) : csvText(value);
}

/** A spreadsheet runs a text that begins like a formula: an apostrophe before it makes it a text again. */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r\n|]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
