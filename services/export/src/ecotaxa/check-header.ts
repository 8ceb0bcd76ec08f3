import type { ColumnKind } from "./columns.ts";
import { FREE_TEXT_LIMIT, isLookedUpRaw, PREDEFINED_COLUMNS, tableOf } from "./columns.ts";
import type { FindingList } from "./findings.ts";
import type { ProjectState } from "./project-state.ts";

/** A column of one index file that EcoTaxa stores. */
export interface TsvColumn extends ColumnKind {
  readonly index: number;
  readonly header: string;
  /** Trimmed and in lower case. */
  readonly name: string;
}

/** The layout of one index file. */
export interface TsvLayout {
  readonly file: string;
  /** Cells of the header line. */
  readonly width: number;
  readonly columns: readonly TsvColumn[];
  /** Cell of a header written exactly so; -1 where there is none. */
  readonly indexOf: (header: string) => number;
}

/** Checks header and type line of an index file and gives its layout. Its free columns are taken into the project. */
export function checkHeader(
  file: string,
  headers: readonly string[],
  types: readonly string[],
  state: ProjectState,
  findings: FindingList,
): TsvLayout {
  const missingTypes = types.every((type) => !/^\s*\[.*\]\s*$/.test(type));
  if (missingTypes) findings.error("E2", { file, line: 2 }, "line 2 holds no types [t] or [f]: it is consumed as the type line");
  const columns: TsvColumn[] = [];
  const lastIndex = new Map<string, number>();
  headers.forEach((header, index) => {
    const name = header.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase();
    const before = lastIndex.get(name);
    if (before !== undefined)
      findings.error("E3", { file, line: 1, column: header }, `the header ${quote(name)} stands twice: one column is lost`);
    lastIndex.set(name, index);
    if (header !== name && isLookedUpRaw(name))
      findings.error("E3", { file, line: 1, column: header }, `${quote(header)} has to be written ${quote(name)}`);
    const type = missingTypes ? undefined : types[index];
    const kind = columnKind(file, header, name, type, state, findings);
    if (kind !== undefined) columns.push({ index, header, name, ...kind });
  });
  checkIds(file, new Set(lastIndex.keys()), findings);
  const raw = new Map(headers.map((header, index) => [header, index]));
  return { file, width: headers.length, columns, indexOf: (header) => raw.get(header) ?? -1 };
}

function columnKind(
  file: string,
  header: string,
  name: string,
  type: string | undefined,
  state: ProjectState,
  findings: FindingList,
): ColumnKind | undefined {
  const where = { file, line: 1, column: header };
  const known = PREDEFINED_COLUMNS[name];
  if (known !== undefined) return known;
  if (!name.includes("_")) {
    findings.error("C1", where, `the header ${quote(header)} has no table prefix`);
    return undefined;
  }
  const before = state.columnKind(name);
  if (before !== undefined) return before === "object [f]" ? { kind: "number" } : { kind: "text", limit: FREE_TEXT_LIMIT };
  const table = tableOf(name);
  if (table === undefined) {
    findings.error("C1", where, `${quote(name.slice(0, name.indexOf("_")))} is no table of EcoTaxa`);
    return undefined;
  }
  if (table === "object" && type !== "[t]" && type !== "[f]") {
    if (type !== undefined) findings.error("E2", { ...where, line: 2 }, `${quote(type)} is no type: [t] or [f]`);
    return undefined;
  }
  const key = table === "object" ? (type === "[f]" ? "object [f]" : "object [t]") : table;
  if (!state.addColumn(name, key)) {
    findings.error("C4", where, `there are too many ${key} columns in the project`);
    return undefined;
  }
  return key === "object [f]" ? { kind: "number" } : { kind: "text", limit: FREE_TEXT_LIMIT };
}

function checkIds(file: string, names: ReadonlySet<string>, findings: FindingList): void {
  const where = { file, line: 1 };
  for (const name of ["object_id", "img_file_name"]) if (!names.has(name)) findings.error("C2", where, `the column ${name} is missing`);
  const tables = ["sample", "acq", "process"].filter((table) => [...names].some((name) => name.startsWith(`${table}_`)));
  // Where no id of a parent is given at all, EcoTaxa gives every one of them the same made-up id and the tree holds together.
  const severity = ["sample_id", "acq_id", "process_id"].some((id) => names.has(id)) ? "error" : "warning";
  for (const table of tables)
    if (!names.has(`${table}_id`))
      findings[severity](
        "C2",
        where,
        `there are ${table}_ columns but no ${table}_id${severity === "warning" ? ": a made-up id is used" : ""}`,
      );
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}
