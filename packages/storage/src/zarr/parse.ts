import type { DType } from "@argosy/core";
import { canonicalJson, LIMITS, refusal, SAMPLE_BYTES } from "@argosy/core";
import { OUR_CODECS } from "./describe.ts";
import type { LevelLayout } from "./layout.ts";

const CHUNKS_PER_SHARD = 65_536;

/** What the `zarr.json` of one level says. */
export interface ParsedLevel {
  readonly t: number;
  readonly c: number;
  readonly dtype: DType;
  readonly level: LevelLayout;
  /** The document itself, for rewriting. */
  readonly json: JsonObject;
}

/** What the `zarr.json` of a hierarchy says. */
export interface ParsedGroup {
  /** Paths of the levels, the largest first. */
  readonly paths: readonly string[];
  readonly json: JsonObject;
}

/** A JSON object that was read: nothing is known of its members. */
export type JsonObject = { readonly [name: string]: unknown };

/**
 * The multiscale group of a hierarchy that we wrote.
 *
 * @throws {ArgosyError} `OBJECT_CORRUPT` naming the key and what is wrong.
 */
export function parseGroup(bytes: Uint8Array, key: string): ParsedGroup {
  const json = parseNode(bytes, key, "group");
  const multiscales = member(member(json, "attributes"), "ome")["multiscales"];
  const datasets = Array.isArray(multiscales) ? asObject(multiscales[0])["datasets"] : undefined;
  if (!Array.isArray(datasets) || datasets.length === 0 || datasets.length > 32) throw wrong(key, "multiscales");
  const paths = datasets.map((dataset) => asObject(dataset)["path"]);
  paths.forEach((path, k) => {
    if (path !== `${k}`) throw wrong(key, "path");
  });
  return { paths: paths as string[], json };
}

/**
 * The array of one level of a hierarchy that we wrote. Everything is checked before a byte of samples is read: sizes, bytes a chunk (at most
 * 64 MiB), chunks a shard, codecs.
 *
 * @throws {ArgosyError} `OBJECT_CORRUPT` naming the key and what is wrong.
 */
export function parseLevel(bytes: Uint8Array, key: string): ParsedLevel {
  const json = parseNode(bytes, key, "array");
  const dtype = json["data_type"];
  if (!isDType(dtype)) throw wrong(key, "data_type");
  const [t, c, height, width] = sizes(json["shape"], key, "shape");
  const grid = member(json, "chunk_grid");
  const shard = sizes(member(grid, "configuration")["chunk_shape"], key, "chunk_grid");
  const chunk = sizes(checkedSharding(json, key)["chunk_shape"], key, "chunk_shape");
  same(key, "chunk_grid", grid["name"], "regular");
  same(key, "chunk_key_encoding", json["chunk_key_encoding"], { name: "default", configuration: { separator: "/" } });
  same(key, "fill_value", json["fill_value"], 0);
  same(key, "dimension_names", json["dimension_names"], ["t", "c", "y", "x"]);
  const level: LevelLayout = { width, height, chunkWidth: chunk[3], chunkHeight: chunk[2], shard };
  checkGrid(chunk, shard, SAMPLE_BYTES[dtype], key);
  return { t, c, dtype, level, json };
}

function parseNode(bytes: Uint8Array, key: string, type: "group" | "array"): JsonObject {
  if (bytes.length > LIMITS.jsonBytes) throw wrong(key, "length");
  let json: JsonObject;
  try {
    json = asObject(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    // Refuses here what could not be written again: numbers beyond the range of doubles, nesting beyond the stack.
    canonicalJson(json);
  } catch (error) {
    throw refusal("OBJECT_CORRUPT", "stored metadata is not JSON", { key }, error);
  }
  same(key, "zarr_format", json["zarr_format"], 3);
  same(key, "node_type", json["node_type"], type);
  return json;
}

function checkedSharding(json: JsonObject, key: string): JsonObject {
  const codecs = json["codecs"];
  if (!Array.isArray(codecs) || codecs.length !== 1) throw wrong(key, "codecs");
  const sharding = asObject(codecs[0]);
  const configuration = member(sharding, "configuration");
  same(key, "codecs", sharding["name"], "sharding_indexed");
  same(key, "codecs", withoutLevel(configuration["codecs"]), withoutLevel(OUR_CODECS.inner));
  same(key, "index_codecs", configuration["index_codecs"], OUR_CODECS.index);
  same(key, "index_location", configuration["index_location"], "end");
  return configuration;
}

/** The names of the codecs with their settings but for zstd's level, which does not matter to a reader. */
function withoutLevel(codecs: unknown): unknown {
  if (!Array.isArray(codecs)) return codecs;
  return codecs.map((codec) => {
    const { name, configuration } = asObject(codec);
    return name === "zstd" ? { name, checksum: asObject(configuration)["checksum"] } : codec;
  });
}

function checkGrid(chunk: Sizes, shard: Sizes, sampleBytes: number, key: string): void {
  const bytes = chunk[2] * chunk[3] * sampleBytes;
  if (chunk[0] !== 1 || chunk[1] !== 1 || bytes > LIMITS.objectBytes) throw wrong(key, "chunk_shape");
  if (shard.some((size, axis) => size % chunk[axis]! !== 0)) throw wrong(key, "chunk_grid");
  const chunks = shard.reduce((product, size, axis) => product * (size / chunk[axis]!), 1);
  if (chunks > CHUNKS_PER_SHARD) throw wrong(key, "chunk_grid");
}

type Sizes = readonly [number, number, number, number];

function sizes(value: unknown, key: string, name: string): Sizes {
  const good = (size: unknown): size is number => typeof size === "number" && Number.isInteger(size) && size >= 1 && size <= 2 ** 31 - 1;
  if (!Array.isArray(value) || value.length !== 4 || !value.every(good)) throw wrong(key, name);
  return [value[0]!, value[1]!, value[2]!, value[3]!];
}

function same(key: string, name: string, value: unknown, expected: unknown): void {
  if (canonicalJson(value) !== canonicalJson(expected)) throw wrong(key, name);
}

function wrong(key: string, what: string) {
  return refusal("OBJECT_CORRUPT", "stored metadata is not what was written", { key, what });
}

function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(SAMPLE_BYTES, value);
}

/** A member as an object; an empty one where it is none, so that the check of what it should hold fails. */
function member(json: JsonObject, name: string): JsonObject {
  return asObject(json[name]);
}

function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
