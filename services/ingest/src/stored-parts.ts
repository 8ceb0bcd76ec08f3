import type { ByteSource } from "@argosy/core";
import { LIMITS } from "@argosy/core";
import type { ObjectStore, ReadOptions, StoredPart } from "@argosy/storage";
import { rangeIn, storedBytes } from "@argosy/storage";

/**
 * A store for some parts that are all about to be read: of each object the stretch from the first part to the last is read once, and the
 * parts are cut out of it. Neighbours in a pack are read so with one request and not with the rest of the pack. Do not change what it gives.
 */
export function readTogether(store: ObjectStore, parts: readonly StoredPart[]): Pick<ObjectStore, "get"> {
  const stretches = new Map<string, { readonly start: number; readonly end: number; bytes?: Promise<Uint8Array | undefined> }>();
  for (const [key, members] of Map.groupBy(parts, (part) => part.key)) {
    const start = Math.min(...members.map((part) => part.offset));
    const end = Math.max(...members.map((part) => part.offset + part.length));
    if (members.length > 1 && end - start <= LIMITS.objectBytes) stretches.set(key, { start, end });
  }
  return {
    async get(key: string, options: ReadOptions = {}) {
      const stretch = stretches.get(key);
      if (stretch === undefined || options.range === undefined || "last" in options.range) return store.get(key, options);
      const { start, end } = rangeIn(stretch.end, options.range);
      if (start < stretch.start) return store.get(key, options);
      // Others may wait for this read, so it does not end when one of them gives up.
      stretch.bytes ??= store.get(key, { range: { offset: stretch.start, length: stretch.end - stretch.start } });
      return (await stretch.bytes)?.subarray(start - stretch.start, end - stretch.start);
    },
  };
}

/** The bytes of an original that lies in one or several parts, one after another. */
export function partsSource(store: Pick<ObjectStore, "get">, parts: readonly StoredPart[]): ByteSource {
  const sources = parts.map((part) => storedBytes(store, part));
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return {
    size,
    async read(offset, length, signal) {
      const pieces: Uint8Array[] = [];
      const end = Math.min(size, offset + length);
      let start = 0;
      for (const source of sources) {
        const [from, to] = [Math.max(offset, start), Math.min(end, start + source.size)];
        if (from < to) pieces.push(await source.read(from - start, to - from, signal));
        start += source.size;
      }
      return pieces.length === 1 ? pieces[0]! : new Uint8Array(Buffer.concat(pieces));
    },
  };
}
