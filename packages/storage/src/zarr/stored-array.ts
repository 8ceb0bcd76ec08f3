import type { Box, DType, Level, PixelArray, PixelSource, PlaneIndex } from "@argosy/core";
import { ArgosyError, newSamples, refusal } from "@argosy/core";
import type { ObjectStore } from "../object-store.ts";
import type { StoredPart } from "../stored-bytes.ts";
import { readPart } from "../stored-bytes.ts";
import { decodeChunk } from "./chunk.ts";
import type { ChunkAddress, LevelLayout } from "./layout.ts";
import { locateChunk } from "./layout.ts";
import type { JsonObject, ParsedLevel } from "./parse.ts";
import { parseGroup, parseLevel } from "./parse.ts";
import type { ChunkPlace } from "./shard.ts";
import { parseShardIndex, shardIndexBytes } from "./shard.ts";

const INDEXES_KEPT = 64;

/** Chunks of one region that are read at the same time. */
const LANES = 8;

/**
 * An array that we wrote: OME-Zarr 0.5, sharded. Checksums of the index and of each chunk are verified at every read; what is
 * absent or damaged is `OBJECT_CORRUPT` naming the key, never zeros.
 *
 * The codecs are fixed and ours, and zarrita drops the checksums and reads what is absent as the fill value, so it has no
 * part in this; it reads our arrays as an independent peer in the tests.
 */
export class StoredArray implements PixelSource {
  readonly dtype: DType;
  readonly extent: PlaneIndex;
  readonly levels: readonly LevelLayout[];
  /** The documents of the hierarchy as they were read: of the group, and of each level. */
  readonly metadata: { readonly group: JsonObject; readonly levels: readonly JsonObject[] };
  readonly #store: Pick<ObjectStore, "get">;
  readonly #prefix: string;
  /** Indexes of shards, the least recently used first. */
  readonly #indexes = new Map<string, readonly (ChunkPlace | undefined)[]>();

  constructor(store: Pick<ObjectStore, "get">, prefix: string, group: JsonObject, levels: readonly [ParsedLevel, ...ParsedLevel[]]) {
    this.#store = store;
    this.#prefix = prefix;
    this.dtype = levels[0].dtype;
    this.extent = { t: levels[0].t, c: levels[0].c, z: 1 };
    this.levels = levels.map(({ level }) => level);
    this.metadata = { group, levels: levels.map(({ json }) => json) };
  }

  async read(level: number, region: Box, plane: PlaneIndex, signal?: AbortSignal): Promise<PixelArray> {
    const layout = this.#level(level);
    if (plane.z !== 0 || !isInside(region, layout)) throw outside({ level, region, plane });
    const samples = newSamples(this.dtype, region.width * region.height);
    if (samples.length === 0) return samples;
    const { chunkWidth, chunkHeight } = layout;
    const overlapped = chunksUnder(region, layout);
    const lane = async () => {
      for (let at = overlapped.pop(); at !== undefined; at = overlapped.pop()) {
        const chunk = await this.readChunk({ level, t: plane.t, c: plane.c, ...at }, signal);
        copyOverlap(chunk, layout, { x: at.column * chunkWidth, y: at.row * chunkHeight }, samples, region);
      }
    };
    await Promise.all(Array.from({ length: Math.min(LANES, overlapped.length) }, lane));
    return samples;
  }

  /** The samples of one whole chunk, `chunkWidth * chunkHeight` of them, zero beyond the image. Row and column are 0 unless given. */
  async readChunk(at: ChunkRequest, signal?: AbortSignal): Promise<PixelArray> {
    const { chunkWidth, chunkHeight } = this.#level(at.level ?? 0);
    const { bytes, key } = await this.readChunkBytes(at, signal);
    return decodeChunk(bytes, this.dtype, chunkWidth * chunkHeight, key);
  }

  /** One chunk as it is stored, for {@link decodeChunk} in a worker thread, with the key that its errors name. */
  async readChunkBytes(at: ChunkRequest, signal?: AbortSignal): Promise<{ readonly bytes: Uint8Array; readonly key: string }> {
    const part = await this.locate(at, signal);
    return { bytes: await readPart(this.#store, part, signal), key: part.key };
  }

  /** Where one chunk lies in the store. */
  async locate({ level = 0, t, c, row = 0, column = 0 }: ChunkRequest, signal?: AbortSignal): Promise<StoredPart> {
    const layout = this.#level(level);
    const good = (index: number, count: number) => Number.isInteger(index) && index >= 0 && index < count;
    const { width, height, chunkWidth, chunkHeight } = layout;
    if (
      !good(t, this.extent.t) ||
      !good(c, this.extent.c) ||
      !good(row, Math.ceil(height / chunkHeight)) ||
      !good(column, Math.ceil(width / chunkWidth))
    )
      throw outside({ level, t, c, row, column });
    const { path, position } = locateChunk(level, layout, { t, c, row, column });
    const key = `${this.#prefix}/${path}`;
    const place = (await this.#index(key, layout, signal))[position];
    if (place === undefined) throw refusal("OBJECT_CORRUPT", "a chunk is missing in its shard", { key, level, t, c, row, column });
    return { key, ...place };
  }

  async #index(key: string, layout: LevelLayout, signal?: AbortSignal): Promise<readonly (ChunkPlace | undefined)[]> {
    const known = this.#indexes.get(key);
    const index = known ?? (await this.#readIndex(key, layout, signal));
    this.#indexes.delete(key);
    this.#indexes.set(key, index);
    if (this.#indexes.size > INDEXES_KEPT) this.#indexes.delete(this.#indexes.keys().next().value!);
    return index;
  }

  async #readIndex(key: string, layout: LevelLayout, signal?: AbortSignal) {
    const [t, c, y, x] = layout.shard;
    const chunks = t * c * (y / layout.chunkHeight) * (x / layout.chunkWidth);
    const range = { last: shardIndexBytes(chunks) };
    const bytes = await this.#store.get(key, signal === undefined ? { range } : { range, signal });
    if (bytes === undefined) throw refusal("OBJECT_CORRUPT", "a stored object is missing", { key });
    return parseShardIndex(bytes, chunks, key);
  }

  #level(level: number): LevelLayout {
    const found = this.levels[level];
    if (found === undefined) throw outside({ level });
    return found;
  }
}

/** Which chunk: level, row and column are 0 unless given. */
export type ChunkRequest = Pick<ChunkAddress, "t" | "c"> & { readonly level?: number; readonly row?: number; readonly column?: number };

/**
 * Opens an array that we wrote. Reads the metadata of all levels, no samples.
 *
 * @throws {ArgosyError} `OBJECT_CORRUPT` naming the key when the metadata is missing or is not what we write.
 */
export async function openArray(
  store: Pick<ObjectStore, "get">,
  prefix: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<StoredArray> {
  const read = async (path: string) => {
    const bytes = await store.get(`${prefix}/${path}`, options);
    if (bytes === undefined) throw refusal("OBJECT_CORRUPT", "a stored object is missing", { key: `${prefix}/${path}` });
    return bytes;
  };
  const group = parseGroup(await read("zarr.json"), `${prefix}/zarr.json`);
  const [first, ...rest] = await Promise.all(
    group.paths.map(async (path) => parseLevel(await read(`${path}/zarr.json`), `${prefix}/${path}/zarr.json`)),
  );
  for (const [i, level] of rest.entries())
    if (level.t !== first!.t || level.c !== first!.c || level.dtype !== first!.dtype)
      throw refusal("OBJECT_CORRUPT", "stored metadata is not what was written", { key: `${prefix}/${i + 1}/zarr.json`, what: "shape" });
  return new StoredArray(store, prefix, group.json, [first!, ...rest]);
}

function isInside(region: Box, level: Level): boolean {
  const { x, y, width, height } = region;
  return (
    [x, y, width, height].every((value) => Number.isInteger(value) && value >= 0) && x + width <= level.width && y + height <= level.height
  );
}

function chunksUnder(region: Box, { chunkWidth, chunkHeight }: Level) {
  const chunks: Pick<ChunkAddress, "row" | "column">[] = [];
  for (let row = Math.floor(region.y / chunkHeight); row * chunkHeight < region.y + region.height; row++)
    for (let column = Math.floor(region.x / chunkWidth); column * chunkWidth < region.x + region.width; column++)
      chunks.push({ row, column });
  return chunks;
}

function outside(details: Readonly<Record<string, unknown>>): ArgosyError {
  return new ArgosyError("out_of_range", "the region or chunk lies outside the array", { details });
}

function copyOverlap(chunk: PixelArray, layout: LevelLayout, at: { x: number; y: number }, target: PixelArray, region: Box): void {
  const left = Math.max(at.x, region.x);
  const right = Math.min(at.x + layout.chunkWidth, region.x + region.width);
  const bottom = Math.min(at.y + layout.chunkHeight, region.y + region.height);
  for (let y = Math.max(at.y, region.y); y < bottom; y++) {
    const from = (y - at.y) * layout.chunkWidth + left - at.x;
    target.set(chunk.subarray(from, from + right - left), (y - region.y) * region.width + left - region.x);
  }
}
