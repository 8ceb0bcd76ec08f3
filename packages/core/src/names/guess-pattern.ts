import { compilePattern } from "./compile-pattern.ts";
import type { FieldType } from "./field-types.ts";
import { FIELD_TYPES } from "./field-types.ts";

/** A pattern that fits most of some names. */
export interface GuessedPattern {
  /** For {@link compilePattern}; empty where the names have nothing in common that tells something. */
  readonly pattern: string;
  /** How many of the names that were looked at it matches. */
  readonly matched: number;
  readonly looked: number;
}

interface Token {
  readonly kind: FieldType | "separator";
  readonly text: string;
}

/** What one place of the names holds. */
interface Place {
  readonly kind: FieldType | "separator";
  readonly values: readonly string[];
  readonly distinct: number;
}

const LOOKED = 2_000;
const MOSTLY = 0.9;
const TOKEN = /\d{4}-\d{2}-\d{2}(?!\d)|\d+\.\d+(?=[_\- ]|$)|\d+|[A-Za-z]+\d+[A-Za-z]*|[^\d_\-. /]+|[_\-. ]+/gu;
/** Words in front of a number that say what it is. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^(st|sta|stn|station|stat)$/i, "station"],
  [/^(d|dep|depth|z)$/i, "depth"],
  [/^(f|fr|frame|img|image|pic|photo|n|nr|no)$/i, "frame"],
  [/^(c|cast|ctd)$/i, "cast"],
  [/^(s|sample|tow|haul|net)$/i, "sample"],
  [/^(cr|cruise|leg)$/i, "cruise"],
];

/**
 * Guesses what the parts of file names mean: numbers, dates, times and words between `_`, `-`, `.` and blanks, named by what they look
 * like (a counter that nearly every name has anew is the frame, round numbers are a depth, a word that never changes the cruise). The
 * form that most names have decides; a person corrects the rest.
 *
 * @param paths - `/`-separated; at most 2,000 of them, evenly chosen, are looked at. Deterministic.
 */
export function guessPattern(paths: readonly string[]): GuessedPattern {
  const step = Math.max(1, Math.ceil(paths.length / LOOKED));
  const looked = paths.filter((_, index) => index % step === 0).map((path) => path.normalize("NFC"));
  const names = looked.map((path) => splitPath(path));
  const shapes = Map.groupBy(names, ({ stem }) => shapeOf(tokensOf(stem)));
  const [most] = [...shapes.values()].sort((a, b) => b.length - a.length);
  if (most === undefined) return { pattern: "", matched: 0, looked: 0 };
  const places = placesOf(most.map(({ stem }) => tokensOf(stem)));
  const used = new Set<string>();
  const folders = new Set(most.map(({ folder }) => folder));
  const inFolders = folders.size > 1 && folders.size <= most.length / 2 && most.every(({ folder }) => folder !== "");
  const front = inFolders ? `{${take("sample", used)}}/` : "";
  const body = places.map((place, index) => partOf(place, index, { places, used, names: most.length })).join("");
  const extensions = new Set(names.map(({ extension }) => extension));
  const pattern = front + body + (extensions.size === 1 ? [...extensions][0] : "");
  if (used.size === 0) return { pattern: "", matched: 0, looked: looked.length };
  const compiled = compilePattern(pattern);
  return { pattern, matched: looked.filter((path) => compiled.match(path) !== undefined).length, looked: looked.length };
}

function splitPath(path: string): { readonly folder: string; readonly stem: string; readonly extension: string } {
  const [folder = "", name = ""] = path.includes("/") ? path.split("/").slice(-2) : ["", path];
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && /^\.[A-Za-z0-9]{1,5}$/.test(name.slice(dot)) ? name.slice(dot) : "";
  return { folder, stem: extension === "" ? name : name.slice(0, dot), extension };
}

function tokensOf(stem: string): Token[] {
  return (stem.match(TOKEN) ?? []).map((text): Token => ({ text, kind: kindOf(text) }));
}

function kindOf(text: string): Token["kind"] {
  if (/^[_\-. ]+$/.test(text)) return "separator";
  if (/^(\d{8}|\d{4}-\d{2}-\d{2})$/.test(text) && /^(19|20)/.test(text) && FIELD_TYPES.date.value(text) !== undefined) return "date";
  if (/^\d+$/.test(text)) return "int";
  return /^\d+\.\d+$/.test(text) ? "float" : "str";
}

/** Names of one shape have the same kinds between the same separators. */
function shapeOf(tokens: readonly Token[]): string {
  return tokens.map(({ kind, text }) => (kind === "separator" ? text : kind === "float" || kind === "int" ? "#" : kind)).join("\0");
}

function placesOf(rows: readonly (readonly Token[])[]): Place[] {
  return rows[0]!.map((first, column) => {
    const values = rows.map((row) => row[column]!.text);
    const kinds = new Set(rows.map((row) => row[column]!.kind));
    return { kind: kinds.has("float") ? "float" : first.kind, values, distinct: new Set(values).size };
  });
}

interface Naming {
  readonly places: readonly Place[];
  readonly used: Set<string>;
  readonly names: number;
}

function partOf(place: Place, index: number, naming: Naming): string {
  const { kind, values, distinct } = place;
  const [first = ""] = values;
  if (kind === "separator") return literal(first);
  const before = naming.places[index - 2];
  const word = before?.kind === "str" && before.distinct === 1 ? before.values[0] : undefined;
  if (kind === "date") return field("date", "date", naming.used);
  if (kind === "int" && before?.kind === "date" && values.every((value) => /^\d{4}(\d{2})?$/.test(value) && isTime(value)))
    return field("time", "time", naming.used);
  if (kind === "int" || kind === "float") return field(meaningOf(word) ?? numberName(place, naming), kind, naming.used);
  // One stray file does not make a word that all others share a station.
  if (index === 0 && distinct > 1 && shareOfMost(values) >= MOSTLY) return field("cruise", "str", naming.used);
  return wordPart(place, index, naming, distinct === 1 ? first : undefined);
}

function wordPart({ values }: Place, index: number, naming: Naming, constant: string | undefined): string {
  const parted = values.map((value) => /^([A-Za-z]+)(\d+)$/.exec(value));
  const prefixes = new Set(parted.map((found) => found?.[1] ?? ""));
  const [prefix = ""] = prefixes;
  const meaning = prefixes.size === 1 ? meaningOf(prefix) : undefined;
  // S01, S02: the name of a station keeps its letter; frame0001 is a counter behind a word.
  if (
    constant === undefined &&
    prefix !== "" &&
    prefixes.size === 1 &&
    meaning !== "station" &&
    meaning !== "sample" &&
    meaning !== "cruise"
  )
    return literal(prefix) + field(meaning ?? "frame", "int", naming.used);
  if (constant !== undefined) {
    if (meaningOf(constant) !== undefined || index > 0 || naming.names < 2) return literal(constant);
    return field("cruise", "str", naming.used);
  }
  return field(meaning === "cruise" ? "cruise" : naming.used.has("station") ? "sample" : "station", "str", naming.used);
}

function shareOfMost(values: readonly string[]): number {
  return Math.max(...[...Map.groupBy(values, (value) => value).values()].map((same) => same.length)) / values.length;
}

/** Without a word before it, a number is known by its values. */
function numberName({ kind, values, distinct }: Place, { names, places }: Naming): string {
  if (kind === "float") return "depth";
  const numbers = values.map(Number);
  const most = Math.max(...places.filter(({ kind }) => kind === "int").map((place) => place.distinct));
  if (distinct === most && distinct > names / 3) return "frame";
  if (numbers.every((value) => value <= 11_000 && value % 5 === 0)) return "depth";
  return distinct === most ? "frame" : "number";
}

function meaningOf(word: string | undefined): string | undefined {
  return word === undefined ? undefined : MEANINGS.find(([form]) => form.test(word))?.[1];
}

function isTime(text: string): boolean {
  return FIELD_TYPES.time.value(text) !== undefined;
}

function field(name: string, type: FieldType, used: Set<string>): string {
  const taken = take(name, used);
  return type === "str" ? `{${taken}}` : `{${taken}:${type}}`;
}

function take(name: string, used: Set<string>): string {
  let free = name;
  for (let number = 2; used.has(free); number++) free = `${name}${number}`;
  used.add(free);
  return free;
}

/** Braces have a meaning in a pattern and no escape: a name that holds any cannot be matched, but nothing breaks. */
function literal(text: string): string {
  return text.replaceAll(/[{}]/g, "");
}
