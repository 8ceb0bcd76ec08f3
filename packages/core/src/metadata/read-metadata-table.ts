import { refusal } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { delimiterOf, readDelimited } from "./delimited-text.ts";

/** A table of metadata, one row an image. */
export interface MetadataTable {
  readonly columns: readonly string[];
  /** The column whose values name the images. */
  readonly keyColumn: string;
  readonly rows: readonly MetadataRow[];
  /** Keys that stand in more than one row, each once; their first row counts. */
  readonly duplicates: readonly string[];
}

/** One row of a {@link MetadataTable}; `values` has every column that is not empty here. */
export interface MetadataRow {
  readonly key: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Which row belongs to which image, and what found no partner. */
export interface MetadataJoin {
  readonly rows: ReadonlyMap<string, MetadataRow>;
  /** Images without a row. */
  readonly missing: readonly string[];
  /** Keys without an image. */
  readonly unused: readonly string[];
}

const KEY_COLUMNS = ["file", "image", "name", "path", "img_file_name", "filename", "file_name"];
const COLUMNS = 2_000;

/**
 * Reads CSV or TSV with one header line. The delimiter (comma, tab or semicolon) is the one that the header line has most of; text is
 * UTF-8 with or without a byte order mark, else Latin-1. The key column is the first of file, image, name, path, img_file_name,
 * filename, file_name (in any case) that exists, else the first column; `keys` names others. A second line of `[t]` and `[f]`, as EcoTaxa has it, is skipped.
 *
 * @throws {ArgosyError} `METADATA_TABLE_INVALID` with the line.
 */
export function readMetadataTable(bytes: Uint8Array, keys: readonly string[] = KEY_COLUMNS): MetadataTable {
  const text = textOfTable(bytes);
  const records = parseRecords(text);
  const [header, ...body] = records;
  if (header === undefined) throw invalid("the table is empty", 1);
  const columns = header.record.map((name) => name.trim());
  checkColumns(columns);
  const keyIndex = Math.max(
    0,
    ...keys
      .map((name) => columns.findIndex((column) => column.toLowerCase() === name))
      .filter((i) => i >= 0)
      .slice(0, 1),
  );
  const rows: MetadataRow[] = [];
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const [i, { record, line }] of body.entries()) {
    if (i === 0 && record.every((cell) => cell === "[t]" || cell === "[f]")) continue;
    const key = (record[keyIndex] ?? "").trim();
    if (key === "") throw invalid(`the row has no ${columns[keyIndex]}`, line);
    const name = normal(key);
    if (seen.has(name)) {
      duplicates.add(key);
      continue;
    }
    seen.add(name);
    const cells = record.map((cell, c) => [columns[c]!, cell.trim()] as const).filter(([, cell]) => cell !== "");
    rows.push({ key, line, values: Object.fromEntries(cells) });
  }
  return { columns, keyColumn: columns[keyIndex]!, rows, duplicates: [...duplicates] };
}

/**
 * Finds the row of an image by its path inside the collection, `/`-separated: a key may have or lack the folder and the extension; the
 * more exact key wins. The rows are sorted once, each look-up is O(length of the path).
 */
export function metadataLookup(table: MetadataTable): (name: string) => MetadataRow | undefined {
  const byKey = new Map(table.rows.map((row) => [normal(row.key), row]));
  return (name) => {
    const path = normal(name);
    const base = path.slice(path.lastIndexOf("/") + 1);
    return [path, stem(path), base, stem(base)].map((candidate) => byKey.get(candidate)).find((found) => found !== undefined);
  };
}

/**
 * Joins rows to images by name, as {@link metadataLookup} finds them.
 *
 * @param names - paths of the images inside their collection, `/`-separated.
 */
export function joinMetadata(table: MetadataTable, names: readonly string[]): MetadataJoin {
  const rowOf = metadataLookup(table);
  const rows = new Map<string, MetadataRow>();
  const used = new Set<MetadataRow>();
  for (const name of names) {
    const row = rowOf(name);
    if (row === undefined) continue;
    rows.set(name, row);
    used.add(row);
  }
  return {
    rows,
    missing: names.filter((name) => !rows.has(name)),
    unused: table.rows.filter((row) => !used.has(row)).map((row) => row.key),
  };
}

function normal(name: string): string {
  return name
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(\.?\/)+/, "");
}

function stem(name: string): string {
  return name.replace(/\.[^./]*$/, "");
}

/** The text of a table: UTF-8, else Latin-1. */
export function textOfTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes); // spreadsheets of older systems
  }
}

function parseRecords(text: string): { record: readonly string[]; line: number }[] {
  const records = readDelimited(text, delimiterOf(text), LIMITS.frames + 2);
  if ("message" in records) throw invalid(records.message, records.line);
  const width = records[0]?.cells.length ?? 0;
  const odd = records.find(({ cells }) => cells.length !== width);
  if (odd !== undefined) throw invalid(`the row has ${odd.cells.length} cells, the header ${width}`, odd.line);
  return records.map(({ cells, line }) => ({ record: cells, line }));
}

function checkColumns(columns: readonly string[]): void {
  if (columns.length > COLUMNS) throw invalid(`there are more than ${COLUMNS} columns`, 1);
  columns.forEach((column, i) => {
    if (column === "") throw invalid(`column ${i + 1} has no name`, 1);
    if (column === "__proto__") throw invalid("a column cannot have this name", 1);
    if (columns.indexOf(column) !== i) throw invalid(`two columns are named ${column}`, 1);
  });
}

function invalid(message: string, line: number, cause?: unknown) {
  return refusal("METADATA_TABLE_INVALID", `${message} (line ${line})`, { line }, cause);
}
