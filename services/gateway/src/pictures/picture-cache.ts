import type { Picture } from "@argosy/rpc";
import type { Clock } from "@argosy/work";

/** Encoded pictures that were asked for lately. */
export interface PictureCache {
  get(key: string): Picture | undefined;
  /** @param untilMs - milliseconds since 1970 after which it is made anew; pictures of samples never change. */
  set(key: string, picture: Picture, untilMs?: number): void;
}

interface Entry {
  readonly picture: Picture;
  readonly until: number;
}

/**
 * A cache that drops what was not asked for the longest when it holds more than `limitBytes`.
 *
 * @param asked - hears of each question whether the answer was there.
 */
export function createPictureCache(clock: Clock, limitBytes: number, asked: (hit: boolean) => void = () => undefined): PictureCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= entries.get(key)?.picture.data.length ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      const hit = entry !== undefined && clock.now() < entry.until;
      asked(hit);
      if (!hit) {
        drop(key);
        return undefined;
      }
      // A map keeps the order of insertion: what is used goes to the end.
      entries.delete(key);
      entries.set(key, entry);
      return entry.picture;
    },
    set(key, picture, untilMs = Number.POSITIVE_INFINITY) {
      drop(key);
      if (picture.data.length > limitBytes) return;
      entries.set(key, { picture, until: untilMs });
      bytes += picture.data.length;
      while (bytes > limitBytes) drop(entries.keys().next().value!);
    },
  };
}
