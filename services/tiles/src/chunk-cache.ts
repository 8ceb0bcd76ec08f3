import type { PixelArray } from "@argosy/core";

/** Decoded chunks that were read lately. */
export interface ChunkCache {
  /** The chunk of a key; `load` is called once for all who ask at the same time, and again after it failed. */
  get(key: string, load: () => Promise<PixelArray>): Promise<PixelArray>;
}

interface Entry {
  readonly chunk: Promise<PixelArray>;
  bytes: number;
}

/**
 * A cache that lets go what was not asked for the longest when it holds more than `limitBytes`. Chunks are shared: nobody may change them.
 *
 * @param asked - hears of each question whether the answer was there.
 */
export function createChunkCache(limitBytes: number, asked: (hit: boolean) => void = () => undefined): ChunkCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const settle = (key: string, entry: Entry, samples: PixelArray): void => {
    if (entries.get(key) !== entry) return;
    entry.bytes = samples.byteLength;
    bytes += entry.bytes;
    for (const oldest of entries.keys()) {
      if (bytes <= limitBytes) return;
      drop(oldest);
    }
  };
  return {
    async get(key, load) {
      const known = entries.get(key);
      asked(known !== undefined);
      if (known !== undefined) {
        // A map keeps the order of insertion: what is used goes to the end.
        entries.delete(key);
        entries.set(key, known);
        return known.chunk;
      }
      const entry: Entry = { chunk: load(), bytes: 0 };
      entries.set(key, entry);
      try {
        const samples = await entry.chunk;
        settle(key, entry, samples);
        return samples;
      } catch (error) {
        if (entries.get(key) === entry) drop(key);
        throw error;
      }
    },
  };
}
