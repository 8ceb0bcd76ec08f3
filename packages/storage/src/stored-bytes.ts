import type { ByteSource } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { ObjectStore } from "./object-store.ts";

const PIECE_BYTES = 2 ** 20;

/** Where some bytes lie: in the object of this key, `length` bytes from `offset` on. */
export interface StoredPart {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/** An object, or a part of one (an original in a pack), as bytes that can be read by range. */
export function storedBytes(store: Pick<ObjectStore, "get">, part: StoredPart): ByteSource {
  return {
    size: part.length,
    async read(offset, length, signal) {
      const start = Math.min(offset, part.length);
      const wanted = Math.min(length, part.length - start);
      if (wanted === 0) return new Uint8Array(0);
      return readPart(store, { key: part.key, offset: part.offset + start, length: wanted }, signal);
    },
  };
}

/**
 * All bytes of a part.
 *
 * @throws {ArgosyError} `OBJECT_CORRUPT` naming the key when the object is missing or ends before the part does.
 */
export async function readPart(store: Pick<ObjectStore, "get">, part: StoredPart, signal?: AbortSignal): Promise<Uint8Array> {
  const range = { offset: part.offset, length: part.length };
  const bytes = await store.get(part.key, signal === undefined ? { range } : { range, signal });
  if (bytes === undefined) throw refusal("OBJECT_CORRUPT", "a stored object is missing", { key: part.key });
  if (bytes.length !== part.length)
    throw refusal("OBJECT_CORRUPT", "a stored object ends too early", { key: part.key, expected: part.offset + part.length });
  return bytes;
}

/** The bytes of a part in pieces of at most 1 MiB, read one after another as they are taken. */
export async function* streamPart(store: Pick<ObjectStore, "get">, part: StoredPart, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < part.length; done += PIECE_BYTES)
    yield await readPart(store, { key: part.key, offset: part.offset + done, length: Math.min(PIECE_BYTES, part.length - done) }, signal);
}
