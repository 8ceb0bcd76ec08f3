import { refusal } from "@argosy/core";
import { CHECKSUM_BYTES, openChecksum, sealChecksum } from "./checksum.ts";

const ENTRY_BYTES = 16;
const ABSENT = 2n ** 64n - 1n;

/** Where a chunk lies in its shard. */
export interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
}

/** Bytes of the index at the end of a shard of `chunks` chunks. */
export function shardIndexBytes(chunks: number): number {
  return chunks * ENTRY_BYTES + CHECKSUM_BYTES;
}

/**
 * A shard (Zarr codec `sharding_indexed`, index at the end): the chunks one after another, then offset and length of each as
 * little-endian uint64 and their CRC-32C.
 *
 * @param chunks - stored chunks in C order of the shard's grid; `undefined` for those that lie wholly outside the array, no others.
 */
export function assembleShard(chunks: readonly (Uint8Array | undefined)[]): Uint8Array {
  const content = chunks.reduce((sum, chunk) => sum + (chunk?.length ?? 0), 0);
  const shard = new Uint8Array(content + shardIndexBytes(chunks.length));
  const index = new DataView(shard.buffer, content);
  let offset = 0;
  chunks.forEach((chunk, i) => {
    index.setBigUint64(i * ENTRY_BYTES, chunk === undefined ? ABSENT : BigInt(offset), true);
    index.setBigUint64(i * ENTRY_BYTES + 8, chunk === undefined ? ABSENT : BigInt(chunk.length), true);
    if (chunk === undefined) return;
    shard.set(chunk, offset);
    offset += chunk.length;
  });
  sealChecksum(shard.subarray(content));
  return shard;
}

/**
 * The places of the chunks of a shard, `undefined` where one is absent.
 *
 * @param bytes - the last {@link shardIndexBytes} of the shard.
 * @param key - of the shard, for the error.
 * @throws {ArgosyError} `OBJECT_CORRUPT` when the length, the checksum or an entry is wrong.
 */
export function parseShardIndex(bytes: Uint8Array, chunks: number, key: string): readonly (ChunkPlace | undefined)[] {
  if (bytes.length !== shardIndexBytes(chunks)) throw refusal("OBJECT_CORRUPT", "a shard is too short for its index", { key });
  const content = openChecksum(bytes);
  if (content === undefined) throw refusal("OBJECT_CORRUPT", "the checksum of a shard's index is wrong", { key });
  const view = new DataView(content.buffer, content.byteOffset);
  return Array.from({ length: chunks }, (_, i) => {
    const offset = view.getBigUint64(i * ENTRY_BYTES, true);
    const length = view.getBigUint64(i * ENTRY_BYTES + 8, true);
    if (offset === ABSENT && length === ABSENT) return undefined;
    if (offset + length > BigInt(Number.MAX_SAFE_INTEGER))
      throw refusal("OBJECT_CORRUPT", "the index of a shard points outside it", { key, chunk: i });
    return { offset: Number(offset), length: Number(length) };
  });
}
