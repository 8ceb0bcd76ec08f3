import type { PixelArray } from "@argosy/core";
import { ArgosyError, newSamples } from "@argosy/core";
import { encodeChunk } from "./chunk.ts";
import type { StackDescription } from "./describe.ts";
import { describeStack } from "./describe.ts";
import type { ChunkAddress, LevelLayout, StackLayout } from "./layout.ts";
import { layoutOf, shardGrid } from "./layout.ts";
import { assembleShard } from "./shard.ts";

/** Samples of one plane, row-major; the same as a plane of @argosy/kernels. */
export interface PlaneSamples {
  readonly data: PixelArray;
  readonly width: number;
  readonly height: number;
}

/** A file of a hierarchy: its path below the prefix, and its bytes. */
export interface StackFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The stored chunks of one plane at one level, in raster order of the level's grid of chunks; what the plane does not cover is zero.
 * Pure: meant for worker threads. A whole-frame layout gives one chunk.
 *
 * @param plane - of the stack's sample type, not larger than the level.
 * @param zstdLevel - as in {@link encodeChunk}.
 */
export function encodePlane(layout: StackLayout, level: number, plane: PlaneSamples, zstdLevel?: number): Uint8Array[] {
  const grid = levelOf(layout, level);
  const { dtype } = layout.shape;
  if (plane.width > grid.width || plane.height > grid.height || plane.data.length !== plane.width * plane.height)
    throw new ArgosyError("invalid_argument", "a plane does not fit its stack", {
      details: { level, width: plane.width, height: plane.height },
    });
  if (plane.width === grid.chunkWidth && plane.height === grid.chunkHeight) return [encodeChunk(plane.data, dtype, zstdLevel)];
  const chunks: Uint8Array[] = [];
  for (let y = 0; y < grid.height; y += grid.chunkHeight)
    for (let x = 0; x < grid.width; x += grid.chunkWidth) {
      const samples = newSamples(dtype, grid.chunkWidth * grid.chunkHeight);
      copyRows(plane, x, y, samples, grid);
      chunks.push(encodeChunk(samples, dtype, zstdLevel));
    }
  return chunks;
}

/**
 * The shards of a stack, one at a time, as soon as they are taken.
 *
 * @param chunkAt - gives the stored chunk of an address; asked once for each chunk of the array.
 */
export function* shardFiles(layout: StackLayout, chunkAt: (level: number, address: ChunkAddress) => Uint8Array): Generator<StackFile> {
  for (const [k, level] of layout.levels.entries()) {
    const [ts, cs, ys, xs] = shardGrid(layout.shape, level);
    for (let t = 0; t < ts; t++)
      for (let c = 0; c < cs; c++)
        for (let y = 0; y < ys; y++)
          for (let x = 0; x < xs; x++) {
            const addresses = chunksOfShard(layout, level, [t, c, y, x]);
            const chunks = addresses.map((address) => (address === undefined ? undefined : chunkAt(k, address)));
            yield { path: `${k}/c/${t}/${c}/${y}/${x}`, bytes: assembleShard(chunks) };
          }
  }
}

/**
 * All files of a stack, metadata first, encoded in this thread: for small arrays and tests. Chunks of a plane are kept until its last is used,
 * so a frame that is cut into several shards is encoded once a level and channel.
 *
 * @param planeAt - the plane of a level, t and c; its size is the image's own at that level.
 */
export function* encodeStack(
  description: StackDescription,
  planeAt: (level: number, t: number, c: number) => PlaneSamples,
): Generator<StackFile> {
  for (const [path, bytes] of describeStack(description)) yield { path, bytes };
  const layout = layoutOf(description);
  let held = "";
  let chunks: Uint8Array[] = [];
  yield* shardFiles(layout, (level, { t, c, row, column }) => {
    const wanted = `${level}/${t}/${c}`;
    if (held !== wanted) {
      chunks = encodePlane(layout, level, planeAt(level, t, c));
      held = wanted;
    }
    const grid = levelOf(layout, level);
    return chunks[row * Math.ceil(grid.width / grid.chunkWidth) + column]!;
  });
}

/** Addresses of a shard's chunks in C order; `undefined` for those that lie wholly outside the array. */
function chunksOfShard(layout: StackLayout, level: LevelLayout, shard: readonly [number, number, number, number]) {
  const [t, c, y, x] = level.shard;
  const size = [t, c, y / level.chunkHeight, x / level.chunkWidth] as const;
  const addresses: (ChunkAddress | undefined)[] = [];
  for (let i = 0; i < size[0] * size[1] * size[2] * size[3]; i++) {
    const column = shard[3] * size[3] + (i % size[3]);
    const row = shard[2] * size[2] + (Math.floor(i / size[3]) % size[2]);
    const channel = shard[1] * c + (Math.floor(i / (size[3] * size[2])) % c);
    const time = shard[0] * t + Math.floor(i / (size[3] * size[2] * c));
    const inside =
      time < layout.shape.t &&
      channel < layout.shape.c &&
      row * level.chunkHeight < level.height &&
      column * level.chunkWidth < level.width;
    addresses.push(inside ? { t: time, c: channel, row, column } : undefined);
  }
  return addresses;
}

function levelOf(layout: StackLayout, level: number): LevelLayout {
  const found = layout.levels[level];
  if (found === undefined) throw new ArgosyError("invalid_argument", "the stack has no such level", { details: { level } });
  return found;
}

function copyRows(plane: PlaneSamples, x: number, y: number, target: PixelArray, grid: LevelLayout): void {
  const width = Math.min(grid.chunkWidth, plane.width - x);
  const rows = Math.min(grid.chunkHeight, plane.height - y);
  if (width <= 0) return;
  for (let row = 0; row < rows; row++) {
    const from = (y + row) * plane.width + x;
    target.set(plane.data.subarray(from, from + width), row * grid.chunkWidth);
  }
}
