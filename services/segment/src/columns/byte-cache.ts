/** Things that take memory, kept as long as there is room. */
export interface ByteCache {
  /** The thing of a key. `make` is called once for all who ask at the same time, and again after it failed. */
  get<T extends { readonly bytes: number }>(key: string, make: () => Promise<T>): Promise<T>;
  /** The thing of a key if it is there. */
  peek<T extends { readonly bytes: number }>(key: string): Promise<T> | undefined;
  drop(key: string): void;
}

interface Entry {
  readonly thing: Promise<{ readonly bytes: number }>;
  bytes: number;
}

/**
 * A cache that lets go what was not asked for the longest when it holds more than `limitBytes`; the newest thing always stays.
 *
 * @param asked - hears of each question whether the answer was there.
 */
export function createByteCache(limitBytes: number, asked: (hit: boolean) => void = () => undefined): ByteCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const settle = (key: string, entry: Entry, made: { readonly bytes: number }): void => {
    if (entries.get(key) !== entry) return;
    entry.bytes = made.bytes;
    bytes += made.bytes;
    for (const oldest of entries.keys()) {
      if (bytes <= limitBytes || oldest === key) return;
      drop(oldest);
    }
  };
  const peek = (key: string): Promise<{ readonly bytes: number }> | undefined => {
    const known = entries.get(key);
    if (known === undefined) return undefined;
    // A map keeps the order of insertion: what is used goes to the end.
    entries.delete(key);
    entries.set(key, known);
    return known.thing;
  };
  return {
    drop,
    peek: (key) => peek(key) as Promise<never> | undefined,
    async get<T extends { readonly bytes: number }>(key: string, make: () => Promise<T>): Promise<T> {
      const known = peek(key);
      asked(known !== undefined);
      if (known !== undefined) return known as Promise<T>;
      const thing = make();
      const entry: Entry = { thing, bytes: 0 };
      entries.set(key, entry);
      try {
        const made = await thing;
        settle(key, entry, made);
        return made;
      } catch (error) {
        if (entries.get(key) === entry) drop(key);
        throw error;
      }
    },
  };
}
