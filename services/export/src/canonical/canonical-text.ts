import { compareNames } from "@argosy/core";

/** One object of the canonical text. */
export interface CanonicalObject {
  readonly image: string;
  readonly label: number;
  readonly class: string;
  readonly status: string;
  /** In the order of the columns. */
  readonly measures: readonly (number | string | boolean | undefined)[];
}

/** One kept array of one image. */
export interface CanonicalArray {
  readonly image: string;
  /** `instance.slot`. */
  readonly slot: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Hex digest of the decoded samples in C order, little-endian. */
  readonly sha256: string;
}

/**
 * The results of a run as text that is equal exactly where they are: a header, a line an object ordered by image name and label, then a
 * line an image and slot ordered by name. Cells are separated by tabs, numbers have 17 significant digits, an undefined value is empty,
 * and `\`, tab and line ends in names are written `\\`, `\t`, `\n`, `\r`. Names are in NFC.
 * Lines come without their end. Memory and time: the sort, O(n log n).
 */
export function* canonicalLines(
  columns: readonly string[],
  objects: Iterable<CanonicalObject>,
  arrays: Iterable<CanonicalArray>,
): Generator<string> {
  yield canonicalHeader(columns);
  const sorted = [...objects].sort((a, b) => compareNames(a.image, b.image) || a.label - b.label);
  for (const object of sorted) yield canonicalObjectLine(object);
  const kept = [...arrays].sort((a, b) => compareNames(a.image, b.image) || compareNames(a.slot, b.slot));
  for (const array of kept) yield canonicalArrayLine(array);
}

/** The first line of the canonical text. */
export function canonicalHeader(columns: readonly string[]): string {
  return ["image", "label", "class", "status", ...columns].map(cell).join("\t");
}

/** The line of one object. */
export function canonicalObjectLine({ image, label, class: name, status, measures }: CanonicalObject): string {
  return [cell(image), String(label), cell(name), cell(status), ...measures.map(cell)].join("\t");
}

/** The line of one kept array. */
export function canonicalArrayLine({ image, slot, shape, dtype, sha256 }: CanonicalArray): string {
  return [cell(image), cell(slot), shape.join("x"), dtype, sha256].join("\t");
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function cell(value: number | string | boolean | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "boolean") return String(value);
  return value.normalize("NFC").replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** A number with 17 significant digits in exponent form, which tells every double from every other; NaN, INF, -INF, and -0 apart from 0. */
export function canonicalNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "INF" : "-INF";
  return `${Object.is(value, -0) ? "-" : ""}${value.toExponential(16)}`;
}
