import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { DType, PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, refusal, SAMPLE_BYTES, samplesOf } from "@argosy/core";
import { CHECKSUM_BYTES, openChecksum, sealChecksum } from "./checksum.ts";

/** How hard zstd tries where nothing else is said: more saves little on noisy images and costs much. */
export const ZSTD_LEVEL = 1;

/** Bytes; the least that zlib takes. */
const SPARE = 64;

/**
 * The stored form of a chunk: its samples little-endian, compressed by zstd, with a CRC-32C behind (Zarr codecs bytes, zstd, crc32c).
 * Pure and deterministic: meant for worker threads.
 *
 * @param samples - every sample of the chunk in C order.
 * @param dtype - must be the type of `samples`; stated so that a mistake shows here.
 * @param level - of zstd, 1..19.
 * @throws {ArgosyError} `invalid_argument` when the types differ.
 */
export function encodeChunk(samples: PixelArray, dtype: DType, level: number = ZSTD_LEVEL): Uint8Array {
  if (dtypeOf(samples) !== dtype)
    throw new ArgosyError("invalid_argument", "the samples are of another type", { details: { expected: dtype, got: dtypeOf(samples) } });
  const raw = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  // One output buffer that certainly suffices, instead of many small ones that are joined.
  const chunkSize = raw.length + (raw.length >> 7) + 1_024;
  const packed = zstdCompressSync(raw, {
    chunkSize,
    params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 0 },
  });
  const stored = new Uint8Array(packed.length + CHECKSUM_BYTES);
  stored.set(packed);
  // A small one lies in a pool that others use.
  if (packed.buffer.byteLength === chunkSize) packed.buffer.transfer(0);
  return sealChecksum(stored);
}

/**
 * The samples of a stored chunk. Pure: meant for worker threads.
 *
 * @param length - how many samples the chunk must hold.
 * @param key - of the object that it was read from, for the error.
 * @throws {ArgosyError} `OBJECT_CORRUPT` when the checksum, the compressed data or the length is wrong.
 */
export function decodeChunk(bytes: Uint8Array, dtype: DType, length: number, key: string): PixelArray {
  const packed = openChecksum(bytes);
  if (packed === undefined) throw refusal("OBJECT_CORRUPT", "the checksum of a stored chunk is wrong", { key });
  const expected = length * SAMPLE_BYTES[dtype];
  const raw = decompress(packed, expected, key);
  if (raw.length !== expected) throw refusal("OBJECT_CORRUPT", "a stored chunk has the wrong length", { key, expected, got: raw.length });
  return samplesOf(dtype, raw);
}

function decompress(packed: Uint8Array, expected: number, key: string): Uint8Array {
  try {
    // With room to spare no second buffer is taken once the first is full.
    const chunkSize = expected + SPARE;
    const raw = zstdDecompressSync(packed, { chunkSize, maxOutputLength: Math.max(expected, 1) });
    // Small outputs come out of a pool that others use; samples must own their memory, so that they can be moved to another thread.
    return raw.buffer.byteLength === chunkSize ? new Uint8Array(raw.buffer.transfer(raw.length)) : Uint8Array.from(raw);
  } catch (error) {
    throw refusal("OBJECT_CORRUPT", "a stored chunk cannot be decompressed", { key }, error);
  }
}
