import type { Box } from "./geometry.ts";

/** Sample types that arrays are stored in. */
export type DType = "uint8" | "int8" | "uint16" | "int16" | "uint32" | "int32" | "float32" | "float64";

/** The typed arrays that samples lie in. */
export type PixelArray = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Bytes of one sample. */
export const SAMPLE_BYTES: Readonly<Record<DType, number>> = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  float64: 8,
};

const CONSTRUCTORS = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** A new array of `length` zeros of a sample type. */
export function newSamples(dtype: DType, length: number): PixelArray {
  return new CONSTRUCTORS[dtype](length);
}

/** Smaller arrays may lie in a pool that others use. */
const RELEASED_FROM = 2 ** 16;

/**
 * Gives the memory of samples back at once; nobody may read them, or another view of it, afterwards. It lies outside of the heap, where the
 * engine sees only that it is used: left to it, the whole heap would be searched each 64 MiB, which is every dozen small images. What is
 * small, or a part of something, is left alone.
 */
export function releaseSamples({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength >= RELEASED_FROM && byteLength === buffer.byteLength) buffer.transfer(0);
}

/** The samples that lie in `bytes` (native order, which is little-endian on every machine we run on). Copies when the bytes are not aligned. */
export function samplesOf(dtype: DType, bytes: Uint8Array): PixelArray {
  const size = SAMPLE_BYTES[dtype];
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new CONSTRUCTORS[dtype](aligned.buffer as ArrayBuffer, aligned.byteOffset, Math.floor(aligned.length / size));
}

/** The sample type of a typed array. */
export function dtypeOf(samples: PixelArray): DType {
  for (const [dtype, Samples] of Object.entries(CONSTRUCTORS)) if (samples instanceof Samples) return dtype as DType;
  throw new TypeError("not an array of samples");
}

/** Which plane of an image: its time, channel and depth index, from 0. */
export interface PlaneIndex {
  readonly t: number;
  readonly c: number;
  readonly z: number;
}

/** One resolution of an image. */
export interface Level {
  readonly width: number;
  readonly height: number;
  /** Chunk size in pixels. */
  readonly chunkWidth: number;
  readonly chunkHeight: number;
}

/** Every format, every stored array ends in this: samples by level, plane and region. */
export interface PixelSource {
  readonly dtype: DType;
  /** Numbers of times, channels and depths; each at least 1. */
  readonly extent: PlaneIndex;
  /** From the full resolution down; at least one. */
  readonly levels: readonly Level[];
  /** Samples of a region, row-major, `region.width * region.height` of them. The region must lie inside the level. */
  read(level: number, region: Box, plane: PlaneIndex, signal?: AbortSignal): Promise<PixelArray>;
}
