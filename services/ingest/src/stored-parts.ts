import type { ByteSource } from "@argosy/core";
import type { ObjectStore, StoredPart } from "@argosy/storage";
import { storedBytes } from "@argosy/storage";

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
