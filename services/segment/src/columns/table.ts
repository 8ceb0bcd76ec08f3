import { compareNames, refusal } from "@argosy/core";
import type { FeatureSetView } from "@argosy/runtime";
import type { NumberColumn } from "./measure-column.ts";
import type { RunObjects } from "./run-objects.ts";
import type { Said } from "./said.ts";
import { classCode, STATUSES, statusCode } from "./said.ts";

/** The columns of a run that are in memory, all by the place of an object. */
export interface ObjectTable {
  readonly objects: RunObjects;
  readonly said: Said;
  readonly sets: readonly FeatureSetView[];
  /** Measurements and places on maps that were asked for, by name. */
  readonly measures: ReadonlyMap<string, NumberColumn>;
  /** What models said of objects whose class was known, by the name of the column. */
  readonly judged: ReadonlyMap<string, CodedColumn>;
}

/** A column whose texts are few: a code for each object, -1 for none, and what each code may be called. */
export interface CodedColumn {
  readonly kind: "coded";
  code(object: number): number;
  /** The text that stands in lists first, then other names of the same. */
  readonly names: readonly (readonly string[])[];
}

/** A column of numbers; NaN for none. */
export interface PlainColumn {
  readonly kind: "number";
  value(object: number): number;
}

/** A column of names; they follow the order of the objects. */
export interface NameColumn {
  readonly kind: "name";
  text(object: number): string;
}

/** Columns of the object itself. */
const OWN_COLUMNS = ["name", "label", "area", "image", "class", "status", "score", "author"] as const;
const OWN: ReadonlySet<string> = new Set(OWN_COLUMNS);
/** Columns that change with what persons or models say. */
export const SAID_COLUMNS: ReadonlySet<string> = new Set(["class", "status", "author", "score"]);

/** Whether a column is a measurement, by its name. */
export function isMeasure(name: string): boolean {
  return !OWN.has(name);
}

/** @throws {ArgosyError} FIELD_INVALID for a column that is not there. */
export function columnOf(table: ObjectTable, name: string): CodedColumn | PlainColumn | NameColumn {
  const { objects, said, measures } = table;
  const { images, image, label, area } = objects;
  const measure = measures.get(name);
  if (measure !== undefined) return number((object) => measure.values[object]!);
  const judged = table.judged.get(name);
  if (judged !== undefined) return judged;
  if (name === "label") return number((object) => label[object]!);
  if (name === "area") return number((object) => area[object]!);
  if (name === "score") return number((object) => said.score[object]!);
  if (name === "name") return { kind: "name", text: (object) => `${stemOf(images[image[object]!]!.name)}#${label[object]!}` };
  if (name === "image")
    return coded(
      (object) => image[object]!,
      images.map(({ name, id }) => [name, id, stemOf(name)]),
    );
  if (name === "class") return coded((object) => classCode(said, object), said.classes.map(classNames));
  if (name === "status")
    return coded(
      (object) => statusCode(said, object) - 1,
      STATUSES.slice(1).map((status) => [status]),
    );
  if (name === "author")
    return coded(
      (object) => said.labelAuthor[object]!,
      said.authors.map((author) => [author]),
    );
  throw refusal("FIELD_INVALID", `there is no column "${name.slice(0, 100)}"`, { field: name.slice(0, 100) });
}

/** Where each code stands among the others when they are sorted by name. */
export function ranksOf({ names }: CodedColumn): Float64Array {
  const sorted = names.map((_, code) => code).sort((a, b) => compareNames(names[a]![0]!, names[b]![0]!) || a - b);
  const ranks = new Float64Array(names.length);
  for (const [rank, code] of sorted.entries()) ranks[code] = rank;
  return ranks;
}

function number(value: (object: number) => number): PlainColumn {
  return { kind: "number", value };
}

function coded(code: (object: number) => number, names: readonly (readonly string[])[]): CodedColumn {
  return { kind: "coded", code, names };
}

function classNames({ id, name }: { readonly id: string; readonly name: string }): string[] {
  return id === "" ? [name] : [name, id];
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") + 1 ? name.slice(0, dot) : name;
}
