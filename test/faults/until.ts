import { setTimeout as delay } from "node:timers/promises";

/**
 * Looks again and again until there is something.
 *
 * @throws {Error} naming what was waited for, after `limitMs`.
 */
export async function until<Found>(
  what: string | (() => string),
  look: () => Promise<Found | undefined>,
  limitMs: number,
  everyMs = 20,
): Promise<Found> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited for ${limitMs} ms: ${typeof what === "string" ? what : what()}`);
    await delay(everyMs);
  }
}
