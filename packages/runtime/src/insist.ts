import { ArgosyError } from "@argosy/core";
import type { Clock } from "@argosy/work";

const LIMIT_MS = 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;

/**
 * Makes a call that may be made twice, and again for a minute while nobody answers it: a service that is started anew is back by then,
 * and what was worked out so far is worth more than the waiting.
 *
 * @throws {ArgosyError} what the call says; after a minute or the signal, what it said last.
 */
export async function insist<Answer>(clock: Clock, signal: AbortSignal, call: () => Promise<Answer>): Promise<Answer> {
  const end = clock.now() + LIMIT_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await call();
    } catch (error) {
      const away = error instanceof ArgosyError && (error.code === "unavailable" || error.code === "deadline_exceeded");
      if (!away || signal.aborted || clock.now() + pauseMs > end) throw error;
      await pause(clock, pauseMs, signal);
    }
  }
}

function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(milliseconds, resolve);
    const onAbort = (): void => {
      callOff();
      resolve();
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
