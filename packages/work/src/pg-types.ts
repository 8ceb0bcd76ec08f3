import { ArgosyError } from "@argosy/core";
import type { CustomTypesConfig } from "pg";
import { types } from "pg";

// Object ids of types, fixed in PostgreSQL's catalogue (src/include/catalog/pg_type.dat).
const INT8 = 20;
const DATE = 1082;
const NUMBER_ARRAYS = new Set([1005, 1007, 1021, 1022]); // int2[], int4[], float4[], float8[]
const INT8_ARRAY = 1016;

/** How values of rows become values of JavaScript; see the doc of `Db`. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (format !== "binary") {
      if (oid === INT8) return safeInteger;
      if (oid === DATE) return (text: string) => text;
      if (NUMBER_ARRAYS.has(oid)) return (text: string) => numberArray(text, Number);
      if (oid === INT8_ARRAY) return (text: string) => numberArray(text, safeInteger);
    }
    return types.getTypeParser(oid, format as "text");
  }) as CustomTypesConfig["getTypeParser"],
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new ArgosyError("out_of_range", "an integer of the database is too large to be exact");
  return value;
}

/** `{1,2,NULL}` of any depth; flat ones take the short way. */
function numberArray(text: string, read: (text: string) => number): unknown[] {
  if (text === "{}") return [];
  const entry = (item: string): number | null => (item === "NULL" ? null : read(item));
  if (!text.includes("{", 1))
    return text
      .slice(text.indexOf("{") + 1, -1)
      .split(",")
      .map(entry);
  return nested(text, entry);
}

function nested(text: string, entry: (item: string) => number | null): unknown[] {
  const json = text
    .replace(/[^{},]+/g, (item) => JSON.stringify(item))
    .replaceAll("{", "[")
    .replaceAll("}", "]");
  const convert = (value: unknown): unknown => (Array.isArray(value) ? value.map(convert) : entry(value as string));
  return convert(JSON.parse(json)) as unknown[];
}
