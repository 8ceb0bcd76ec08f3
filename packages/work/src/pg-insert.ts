import type { ColumnTypes } from "./db.ts";

const BATCH = 2_000;
// Types whose array literal pg writes correctly; every other value travels as text and is cast by the server, because `unnest`
// flattens arrays of arrays and `box` separates its array entries by `;`.
const DIRECT = new Set([
  "int2",
  "int4",
  "int8",
  "integer",
  "bigint",
  "smallint",
  "float4",
  "float8",
  "boolean",
  "bool",
  "text",
  "timestamptz",
]);

/** One statement of a bulk insert with its parameters. */
export interface InsertBatch {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The statements that insert `rows`, at most 2,000 rows each, one array parameter a column. */
export function* insertBatches(
  table: string,
  columns: ColumnTypes,
  rows: readonly object[],
  onConflict: string | undefined,
): Generator<InsertBatch> {
  const entries = Object.entries(columns);
  const names = entries.map(([name]) => identifier(name));
  const sources = entries.map(([, type], i) => `$${i + 1}::${isDirect(type) ? type : "text"}[]`);
  const values = entries.map(([, type], i) => (isDirect(type) ? `c${i}` : `c${i}::${type}`));
  const aliases = entries.map((_, i) => `c${i}`);
  const sql =
    `insert into ${table.split(".").map(identifier).join(".")} (${names.join(", ")}) ` +
    `select ${values.join(", ")} from unnest(${sources.join(", ")}) as given (${aliases.join(", ")})` +
    (onConflict === undefined ? "" : ` on conflict ${onConflict}`);
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH) as Record<string, unknown>[];
    yield { sql, params: entries.map(([name, type]) => batch.map((row) => encodeValue(row[name], type))) };
  }
}

function isDirect(type: string): boolean {
  return DIRECT.has(type.toLowerCase());
}

function encodeValue(value: unknown, type: string): unknown {
  if (value === undefined || value === null) return null;
  if (isDirect(type)) return value;
  if (type === "json" || type === "jsonb") return JSON.stringify(value);
  if (type.endsWith("[]")) return arrayLiteral(value as Iterable<unknown>);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** `{1,"a b",NULL}`: PostgreSQL's text of a one-dimensional array. */
function arrayLiteral(values: Iterable<unknown>): string {
  const texts = Array.from(values, (value) => {
    if (value === undefined || value === null) return "NULL";
    return typeof value === "number" || typeof value === "boolean" ? String(value) : `"${String(value).replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${texts.join(",")}}`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
