import { delimiterOf, readDelimited } from "@argosy/core";
import type { ListedClass } from "./class-sets.ts";

/** What a table of classes holds, and what is wrong with it, by line. */
export interface ClassTable {
  readonly classes: readonly ListedClass[];
  readonly faults: readonly string[];
}

const NAMES = ["name", "class", "category", "taxon"];
const COLOR = /^#?([0-9a-f]{6})$/i;
const KEY = /^[a-z0-9]?$/;

interface Row {
  readonly line: number;
  readonly name: string;
  readonly parent: string;
  readonly color: string;
  readonly key: string;
}

/**
 * Reads a CSV or TSV with the columns name, and parent, color, key where they are wanted; or a plain list of names. A parent is a name
 * of the table or of the tree, or one with those above it: `Copepoda<Crustacea`.
 */
export function readClassTable(text: string): ClassTable {
  const records = readDelimited(text, delimiterOf(text), 5_001);
  if ("message" in records) return { classes: [], faults: [`Line ${records.line}: ${records.message}.`] };
  const header = records[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = header.findIndex((cell) => NAMES.includes(cell));
  const column = (name: string) => header.indexOf(name);
  const [parent, color, key] = named < 0 ? [-1, -1, -1] : [column("parent"), column("color"), column("key")];
  const rows = records.slice(named < 0 ? 0 : 1).map(({ cells, line }): Row => {
    const cell = (at: number) => cells[at]?.trim() ?? "";
    return { line, name: cell(Math.max(named, 0)), parent: cell(parent), color: cell(color), key: cell(key).toLowerCase() };
  });
  const whole = new Map(rows.map((row) => [row.name, row]));
  return {
    classes: rows
      .filter(({ name }) => name !== "")
      .map((row) => ({ name: pathOf(row, whole), color: COLOR.exec(row.color)?.[1] ?? "", key: KEY.test(row.key) ? row.key : "" })),
    faults: rows.flatMap((row) => faultsOf(row)),
  };
}

/** The name with all names above it, as far as the table knows them. */
function pathOf(row: Row, rows: ReadonlyMap<string, Row>): string {
  const names = [row.name];
  for (let above = row.parent; above !== "" && !names.includes(above); above = rows.get(above)?.parent ?? "") names.push(above);
  return names.join("<");
}

function faultsOf({ line, name, color, key }: Row): readonly string[] {
  return [
    ...(name === "" ? [`Line ${line} has no name and is left out.`] : []),
    ...(color !== "" && !COLOR.test(color) ? [`Line ${line}: “${color}” is no colour of six hexadecimal digits; one is chosen.`] : []),
    ...(KEY.test(key) ? [] : [`Line ${line}: “${key}” is no single letter or digit; the class has no key.`]),
  ];
}
