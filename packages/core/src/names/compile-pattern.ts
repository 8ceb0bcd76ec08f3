import { refusal } from "../errors.ts";
import { FIELD_TYPES, type FieldType } from "./field-types.ts";

/** One field of a pattern. */
export interface PatternField {
  readonly name: string;
  readonly type: FieldType;
}

/** A pattern for file names, ready to be matched. */
export interface NamePattern {
  readonly fields: readonly PatternField[];
  /**
   * The values in a name, or `undefined` where it does not match: `str` as text, `int` and `float` as numbers, `date` as
   * `YYYY-MM-DD`, `time` as `HH:MM:SS`. Where a name can be read in several ways, earlier text fields are as short as possible
   * and numbers as long as possible. Time O(length of the name x parts of the pattern).
   */
  match(name: string): Record<string, string | number> | undefined;
}

type Part = { readonly literal: string } | PatternField;

const PATTERN_CHARACTERS = 1_024;
const FIELDS = 64;

/**
 * Compiles a pattern such as `{cruise}_{station}_{depth:int}_{frame:int}.tif`: fixed text and fields `{name}` or `{name:type}` with
 * the types `str` (the default), `int`, `float`, `date` (`20240708`, `2024-07-08`) and `time` (`0815`, `081530`, `08:15:30`, `08-15-30`).
 *
 * A pattern with `/` is matched with as many folders in front of the file's name; text fields never span a `/`.
 * A pattern without an extension matches names with any extension.
 *
 * @throws {ArgosyError} `NAMES_PATTERN_INVALID` with the position, from 0.
 */
export function compilePattern(pattern: string): NamePattern {
  const parts = parse(pattern.normalize("NFC"));
  const fields = parts.filter((part): part is PatternField => "name" in part);
  const depth = pattern.split("/").length;
  const last = parts.at(-1);
  const hasExtension = last !== undefined && "literal" in last && /\.[^./]+$/.test(last.literal);
  return {
    fields,
    match(name) {
      const path = name.normalize("NFC").split("/").slice(-depth);
      if (path.length < depth) return undefined;
      const text = path.join("/");
      return matchParts(parts, hasExtension ? text : text.replace(/\.[^./]*$/, ""));
    },
  };
}

function parse(pattern: string): Part[] {
  if (pattern.length > PATTERN_CHARACTERS) throw invalid("the pattern is too long", PATTERN_CHARACTERS);
  const parts: Part[] = [];
  const names = new Set<string>();
  for (let at = 0; at < pattern.length; ) {
    const open = pattern.indexOf("{", at);
    const literal = pattern.slice(at, open < 0 ? undefined : open);
    const stray = literal.indexOf("}");
    if (stray >= 0) throw invalid("a closing brace without an opening one", at + stray);
    if (literal !== "") parts.push({ literal });
    if (open < 0) break;
    const close = pattern.indexOf("}", open);
    if (close < 0) throw invalid("an opening brace without a closing one", open);
    const field = parseField(pattern.slice(open + 1, close), open);
    if (names.has(field.name)) throw invalid(`the field ${field.name} occurs twice`, open);
    const before = parts.at(-1);
    if (before !== undefined && "name" in before && before.type === field.type)
      throw invalid("two fields of one type need text between them", open);
    names.add(field.name);
    parts.push(field);
    at = close + 1;
  }
  if (names.size === 0) throw invalid("there is no field", 0);
  if (names.size > FIELDS) throw invalid(`there are more than ${FIELDS} fields`, 0);
  return parts;
}

function parseField(text: string, position: number): PatternField {
  const [, name, , type = "str"] = /^([A-Za-z_][A-Za-z0-9_]{0,62})(:([a-z]*))?$/.exec(text) ?? [];
  if (name === undefined) throw invalid("a field is {name} or {name:type}", position);
  if (!Object.hasOwn(FIELD_TYPES, type)) throw invalid(`there is no field type ${type}`, position);
  return { name, type: type as FieldType };
}

function invalid(message: string, position: number) {
  return refusal("NAMES_PATTERN_INVALID", `${message} (position ${position})`, { position });
}

function matchParts(parts: readonly Part[], text: string): Record<string, string | number> | undefined {
  // ends[i][p] is 1 where the parts from i on can match the text from p to its end
  const ends: Uint8Array[] = [];
  let after = new Uint8Array(text.length + 1);
  after[text.length] = 1;
  for (let i = parts.length - 1; i >= 0; i--) {
    ends[i + 1] = after;
    const part = parts[i]!;
    const here = new Uint8Array(text.length + 1);
    if ("literal" in part) {
      for (let p = 0; p + part.literal.length <= text.length; p++)
        if (after[p + part.literal.length] === 1 && text.startsWith(part.literal, p)) here[p] = 1;
    } else FIELD_TYPES[part.type].markStarts(text, after, here);
    after = here;
  }
  if (after[0] !== 1) return undefined;
  return readValues(parts, text, ends);
}

function readValues(parts: readonly Part[], text: string, ends: readonly Uint8Array[]): Record<string, string | number> | undefined {
  const values: Record<string, string | number> = {};
  let position = 0;
  for (const [i, part] of parts.entries()) {
    if ("literal" in part) {
      position += part.literal.length;
      continue;
    }
    const type = FIELD_TYPES[part.type];
    const end = type.end(text, position, ends[i + 1]!);
    const value = type.value(text.slice(position, end));
    if (value === undefined) return undefined;
    values[part.name] = value;
    position = end;
  }
  return values;
}
