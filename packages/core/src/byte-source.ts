/** Bytes that can be read by range: a file, a stored object, a part of a pack. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** Bytes `offset .. offset + length - 1`, cut at the end; an offset at or beyond the end gives none. */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Bytes that are in memory already. The array is not copied: do not change it afterwards. */
export function bytesOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}
