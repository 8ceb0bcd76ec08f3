import { ArgosyError } from "@argosy/core";

/** Which bytes of an object: from `offset` on, or the last ones. Both are cut at the object's ends. */
export type ByteRange = { readonly offset: number; readonly length?: number } | { readonly last: number };

/** What goes with a read. */
export interface ReadOptions {
  readonly range?: ByteRange;
  readonly signal?: AbortSignal;
}

/** What goes with a write of bytes in hand. */
export interface PutOptions {
  /** Leave an object alone that is there already. */
  readonly ifAbsent?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Where blobs live: a folder on a laptop, S3 in the cluster, a map in tests.
 *
 * Keys are `/`-separated, relative, without `.` or `..` segments ({@link isKey}); a malformed one is refused with `invalid_argument`.
 * No key may name what is a folder of another key. A written object appears whole or not at all, and what a call has
 * answered survives a power cut. A store that is full answers `STORAGE_FULL`.
 * The contract is spelled out in `test/contracts/object-store.ts`; an adapter is done when it passes.
 */
export interface ObjectStore {
  /** The bytes, the caller's to change, or `undefined` when there is no such object. A range is cut at the end of it. */
  get(key: string, options?: ReadOptions): Promise<Uint8Array | undefined>;
  /** The length in bytes, or `undefined` when there is no such object. */
  size(key: string, options?: { readonly signal?: AbortSignal }): Promise<number | undefined>;
  /** Write at once: with `ifAbsent` an existing object is left alone and `false` returned; of several such writers exactly one gets `true`, or none where an answer was lost. */
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<boolean>;
  /** Bytes of known length from outside; visible only when complete, in place of what was there. Another length is `invalid_argument`. */
  putStream(key: string, size: number, bytes: AsyncIterable<Uint8Array>, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>;
  /** Every key that begins with `prefix`, sorted by bytes. */
  list(prefix: string): AsyncIterable<string>;
}

/** Where a range begins and ends (exclusive) in an object of `size` bytes. */
export function rangeIn(size: number, range: ByteRange = { offset: 0 }): { start: number; end: number } {
  if ("last" in range) return { start: Math.max(0, size - range.last), end: size };
  const start = Math.min(range.offset, size);
  return { start, end: Math.min(size, start + (range.length ?? size)) };
}

/** The error of a stream that is shorter or longer than it was said to be. */
export function wrongLength(key: string, size: number): ArgosyError {
  return new ArgosyError("invalid_argument", "the bytes are not as many as announced", { details: { key, size } });
}
