import { gunzipSync } from "node:zlib";
import { ArgosyError, refusal, toArgosyError } from "@argosy/core";
import { parse } from "csv-parse/sync";
import type { Status } from "./label-facts.ts";
import { checkAuthor, checkStatus } from "./label-facts.ts";
import type { ObjectRef } from "./object-names.ts";
import { parseObjectName } from "./object-names.ts";

/** A row of a table of labels, checked. */
export interface LabelRow {
  /** Line of the table, the header being line 1. */
  readonly line: number;
  /** The object as the table has it. */
  readonly object: string;
  readonly ref: ObjectRef;
  readonly class: string;
  readonly status: Status;
  /** Empty: whoever imports. */
  readonly author: string;
}

/** A row that cannot be used, and why. */
export interface BadRow {
  readonly line: number;
  readonly object: string;
  readonly problem: ArgosyError;
}

/** What a table of labels holds. */
export interface LabelTable {
  readonly rows: readonly LabelRow[];
  readonly refused: readonly BadRow[];
}

const MOST_BYTES = 256 * 2 ** 20;
const MOST_ROWS = 2_000_000;
const GZIP = [0x1f, 0x8b] as const;

type Column = "object" | "image" | "label" | "class" | "status" | "author";
type Places = Readonly<Record<Column, number>>;

/**
 * Reads labels from CSV or TSV (comma, tab or semicolon, whichever the header line has most of), UTF-8, or such a table compressed by
 * gzip. Columns, in any order and case, others left aside: `object` (an id or `<image path without extension>#<label>`) or `image`
 * (with or without extension) and `label`; `class`; optionally `status` (default validated) and `author`. A second line of `[t]` and
 * `[f]`, as EcoTaxa has it, is skipped.
 *
 * @throws {ArgosyError} LABEL_TABLE_INVALID when it is no such table; a single bad row is in `refused`.
 */
export function readLabelTable(bytes: Uint8Array): LabelTable {
  const [header, ...body] = recordsOf(textOf(bytes));
  if (header === undefined) throw invalid("the table is empty");
  const places = placesOf(header.record);
  const rows: LabelRow[] = [];
  const refused: BadRow[] = [];
  for (const [index, { record, line }] of body.entries()) {
    if (index === 0 && record.every((cell) => cell === "[t]" || cell === "[f]")) continue;
    const object = nameIn(record, places);
    try {
      if (record.length !== header.record.length) throw malformed(`the row has ${record.length} cells, the header ${header.record.length}`);
      rows.push({ line, object, ...readRow(record, places) });
    } catch (error) {
      refused.push({ line, object, problem: toArgosyError(error) });
    }
  }
  return { rows, refused };
}

function readRow(record: readonly string[], places: Places): Omit<LabelRow, "line" | "object"> {
  const ref = refIn(record, places);
  const name = cell(record, places.class);
  if (name === "") throw malformed("the row has no class");
  return { ref, class: name, status: checkStatus(cell(record, places.status)), author: checkAuthor(cell(record, places.author)) };
}

function refIn(record: readonly string[], places: Places): ObjectRef {
  const object = cell(record, places.object);
  if (object !== "") return parseObjectName(object) ?? fail(`${object} is neither an id nor a name of an object`);
  const [image, label] = [cell(record, places.image).normalize("NFC").replaceAll("\\", "/"), cell(record, places.label)];
  if (image === "") return fail("the row names no object");
  if (!/^\d{1,9}$/.test(label)) return fail("the label of the row is no whole number");
  return { image, label: Number(label), inner: false };
}

function nameIn(record: readonly string[], places: Places): string {
  return cell(record, places.object) || `${cell(record, places.image)}#${cell(record, places.label)}`;
}

function cell(record: readonly string[], place: number): string {
  return (record[place] ?? "").trim();
}

function placesOf(header: readonly string[]): Places {
  const names = header.map((name) => name.trim().toLowerCase());
  const place = (column: Column): number => {
    const at = names.indexOf(column);
    if (at >= 0 && names.lastIndexOf(column) !== at) throw invalid(`two columns are named ${column}`);
    return at;
  };
  const places = {
    object: place("object"),
    image: place("image"),
    label: place("label"),
    class: place("class"),
    status: place("status"),
    author: place("author"),
  };
  if (places.class < 0) throw invalid("the column class is missing");
  if (places.object < 0 && (places.image < 0 || places.label < 0)) throw invalid("the column object is missing, and image and label too");
  return places;
}

function textOf(given: Uint8Array): string {
  try {
    const bytes = GZIP.every((byte, index) => given[index] === byte) ? gunzipSync(given, { maxOutputLength: MOST_BYTES }) : given;
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid("the table is not UTF-8 text", cause);
  }
}

function recordsOf(text: string): { readonly record: string[]; readonly line: number }[] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = ["\t", ";", ","].reduce((best, other) => (count(other) > count(best) ? other : best), ",");
  try {
    const options = { delimiter, info: true, skip_empty_lines: true, relax_column_count: true, to: MOST_ROWS + 1 } as const;
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    if (parsed.length > MOST_ROWS) throw invalid(`the table has more than ${MOST_ROWS} rows`);
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (cause) {
    if (cause instanceof ArgosyError) throw cause;
    throw invalid(`line ${(cause as { lines?: number }).lines ?? 1} cannot be read`, cause);
  }
}

function fail(message: string): never {
  throw malformed(message);
}

function malformed(message: string): ArgosyError {
  return refusal("LABEL_TABLE_INVALID", message);
}

function invalid(message: string, cause?: unknown): ArgosyError {
  return refusal("LABEL_TABLE_INVALID", message, {}, cause);
}
