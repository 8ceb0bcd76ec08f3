import { LIMITS } from "@argosy/core";
import type { ObjectStore, ReadOptions } from "./object-store.ts";
import { rangeIn } from "./object-store.ts";

/** Whoever goes through stacks frame by frame does not come back to an object that so many reads have passed by. */
const PASSED_BY = 128;

/**
 * A store whose ranged reads fetch the whole object once and are cut out of it: for readers that take most of an object piece by piece,
 * such as all frames of a stack. Objects never change once they are written, so nothing grows stale; larger ones than a single write
 * makes are read by range as they are.
 *
 * @param bytes - how much is kept, the least recently used object goes first.
 */
export function readWholeObjects(store: ObjectStore, bytes: number = 2 * LIMITS.objectBytes): Pick<ObjectStore, "get"> {
  const held = new Map<string, { readonly size: number; readonly content: Promise<Uint8Array | undefined>; readonly used: number }>();
  let total = 0;
  let reads = 0;

  const take = async (key: string, signal: AbortSignal | undefined): Promise<Uint8Array | undefined> => {
    const known = held.get(key);
    reads += 1;
    if (known !== undefined) {
      held.delete(key);
      held.set(key, { ...known, used: reads });
      return known.content;
    }
    const size = await store.size(key, signal === undefined ? {} : { signal });
    if (size === undefined || size > LIMITS.objectBytes) return undefined;
    const again = held.get(key);
    if (again !== undefined) return again.content;
    // Others may wait for this read, so it does not end when one of them gives up.
    const content = store.get(key);
    content.catch(() => forget(key));
    held.set(key, { size, content, used: reads });
    total += size;
    for (const [oldest, { used }] of held) {
      if (oldest === key || (total <= bytes && reads - used <= PASSED_BY)) break;
      forget(oldest);
    }
    return content;
  };
  const forget = (key: string): void => {
    const entry = held.get(key);
    if (entry === undefined) return;
    held.delete(key);
    total -= entry.size;
  };

  return {
    async get(key: string, options: ReadOptions = {}) {
      if (options.range === undefined) return store.get(key, options);
      const whole = await take(key, options.signal);
      if (whole === undefined) return store.get(key, options);
      const { start, end } = rangeIn(whole.length, options.range);
      return whole.slice(start, end);
    },
  };
}
