import type { DType, Level } from "@argosy/core";
import { ArgosyError, LIMITS, SAMPLE_BYTES } from "@argosy/core";

/** Frames above this many pixels are cut into chunks in the plane. */
const WHOLE_FRAME_PIXELS = 16 * 2 ** 20;

/**
 * Bytes of samples that go into one object: 1 MiB below the limit of an object, so that samples that do not compress
 * still fit with their checksums and index.
 */
export const SHARD_SAMPLE_BYTES = LIMITS.objectBytes - 2 ** 20;

const TILE = 1_024;
const SMALLEST_LEVEL = 512;

/** Times, channels, height and width of an array, and its sample type: always axes t c y x. */
export interface StackShape {
  readonly t: number;
  readonly c: number;
  readonly y: number;
  readonly x: number;
  readonly dtype: DType;
}

/** One level of a stack: its size, chunks of `chunkHeight` x `chunkWidth` of one t and c, and the shards that hold them. */
export interface LevelLayout extends Level {
  /** Sizes of a shard along t, c, y, x; multiples of the chunk's 1, 1, `chunkHeight`, `chunkWidth`. */
  readonly shard: readonly [number, number, number, number];
}

/** How a stack lies in the store: level `k` is the array at path `k`. */
export interface StackLayout {
  readonly shape: StackShape;
  readonly levels: readonly LevelLayout[];
}

/**
 * The layout of a stack.
 *
 * A frame of at most 16 Mpx is one chunk a channel, and all frames of a level are one shard. A frame above that, or one whose
 * channels together do not fit one object, is cut into chunks of 1024 x 1024, and into shards of 4096 x 4096 (2048 x 2048 where
 * a sample takes more than 2 bytes) of one t and channel.
 *
 * @throws {ArgosyError} `invalid_argument` when a size is not a positive whole number or several frames do not fit one shard.
 */
export function layoutOf(shape: StackShape): StackLayout {
  for (const size of [shape.t, shape.c, shape.y, shape.x])
    if (!Number.isInteger(size) || size < 1) throw new ArgosyError("invalid_argument", "a stack has no size", { details: { ...shape } });
  const tiled = isTiled(shape);
  const levels = pyramidOf(shape.x, shape.y).map((level): LevelLayout => (tiled ? tiledLevel(shape, level) : wholeLevel(shape, level)));
  return { shape, levels };
}

/** Whether a frame of this size is cut into chunks in the plane. */
function isTiled(frame: Omit<StackShape, "t">): boolean {
  return frame.y * frame.x > WHOLE_FRAME_PIXELS || frame.c * frame.y * frame.x * SAMPLE_BYTES[frame.dtype] > SHARD_SAMPLE_BYTES;
}

/** Width and height of each level: halved, rounded up, as long as the larger side is at least 512. */
export function pyramidOf(width: number, height: number): readonly { readonly width: number; readonly height: number }[] {
  const levels = [{ width, height }];
  for (let next = halved({ width, height }); Math.max(next.width, next.height) >= SMALLEST_LEVEL; next = halved(next)) levels.push(next);
  return levels;
}

/** The size at level `k` of an image, which may be smaller than the stack that it lies in. */
export function sizeAtLevel(size: number, level: number): number {
  return Math.ceil(size / 2 ** level);
}

/** How many shards a level has along t, c, y, x. */
export function shardGrid(shape: StackShape, level: LevelLayout): readonly [number, number, number, number] {
  const [t, c, y, x] = level.shard;
  return [Math.ceil(shape.t / t), Math.ceil(shape.c / c), Math.ceil(level.height / y), Math.ceil(level.width / x)];
}

/** Where a chunk lies: the path of its shard below the hierarchy, and its position in the shard's index. */
export function locateChunk(level: number, layout: LevelLayout, at: ChunkAddress): { readonly path: string; readonly position: number } {
  const [t, c, y, x] = layout.shard;
  const rows = y / layout.chunkHeight;
  const columns = x / layout.chunkWidth;
  const shard = [Math.floor(at.t / t), Math.floor(at.c / c), Math.floor(at.row / rows), Math.floor(at.column / columns)];
  const position = (((at.t % t) * c + (at.c % c)) * rows + (at.row % rows)) * columns + (at.column % columns);
  return { path: `${level}/c/${shard.join("/")}`, position };
}

/** One chunk of a level: its t and c, and its row and column in the grid of chunks. */
export interface ChunkAddress {
  readonly t: number;
  readonly c: number;
  readonly row: number;
  readonly column: number;
}

function halved(size: { readonly width: number; readonly height: number }) {
  return { width: Math.ceil(size.width / 2), height: Math.ceil(size.height / 2) };
}

function wholeLevel(shape: StackShape, { width, height }: { readonly width: number; readonly height: number }): LevelLayout {
  return { width, height, chunkWidth: width, chunkHeight: height, shard: [shape.t, shape.c, height, width] };
}

function tiledLevel(shape: StackShape, { width, height }: { readonly width: number; readonly height: number }): LevelLayout {
  const side = SAMPLE_BYTES[shape.dtype] <= 2 ? 4 * TILE : 2 * TILE;
  return { width, height, chunkWidth: TILE, chunkHeight: TILE, shard: [1, 1, side, side] };
}
