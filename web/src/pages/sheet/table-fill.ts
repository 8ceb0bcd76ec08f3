import type { MetadataTable } from "@argosy/core";
import { columnsOfMetadata, SHEET_COLUMNS } from "@argosy/core";
import type { SheetRow } from "./sheet-cells.ts";
import { sampleOf, shownCell } from "./sheet-cells.ts";
import type { CellText } from "./sheet-edits.ts";

/** What a table gives to a sheet. */
export interface TableFill {
  readonly cells: readonly CellText[];
  /** The column by which its rows were found. */
  readonly key: string;
  /** Rows of the table that belong to no row of the sheet. */
  readonly unused: readonly string[];
}

/** Columns by which the rows of a table find samples. */
export const SAMPLE_KEYS = ["sample_id", "sample", "sampleid", "sample id", "station", "station_id", "stationid", "sample_station"];
const TITLES = new Map(SHEET_COLUMNS.map(({ title, column }) => [title.toLowerCase(), column]));

/** Finds the rows of a sheet by sample or station, and the cells that a table gives them; whatever its columns are called. */
export function fillFrom(table: MetadataTable, rows: readonly SheetRow[]): TableFill {
  const key = table.keyColumn;
  const byName = Map.groupBy(
    rows.flatMap((row) => namesOf(row).map((name) => ({ name, row }))),
    ({ name }) => name,
  );
  const unused: string[] = [];
  const cells = table.rows.flatMap(({ values }) => {
    const name = (values[key] ?? "").trim();
    const found = [...new Set((byName.get(name.toLowerCase()) ?? []).map(({ row }) => row))];
    if (found.length === 0) unused.push(name);
    const { [key]: _, ...facts } = values;
    const columns = columnsOfMetadata(byTitle(facts), true);
    return found.flatMap((row) => Object.entries(columns).map(([column, value]) => ({ row: row.id, column, text: String(value) })));
  });
  return { cells, key, unused };
}

/** A column may be called as the sheet shows it, and a number may have the comma of another language. */
function byTitle(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      TITLES.get(name.trim().toLowerCase()) ?? name,
      value.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"),
    ]),
  );
}

function namesOf(row: SheetRow): string[] {
  const { text, from } = shownCell(row, "sample_station");
  return [sampleOf(row), row.sample, ...(from === "varies" ? [] : [text])].filter((name) => name !== "").map((name) => name.toLowerCase());
}
