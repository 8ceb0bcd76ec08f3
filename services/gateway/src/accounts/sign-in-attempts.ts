import { refusal } from "@argosy/core";
import type { Clock } from "@argosy/work";

/** Slows down who guesses passwords. */
export interface Attempts {
  /**
   * Counts an attempt.
   *
   * @throws {ArgosyError} `QUOTA_EXCEEDED` after ten within a minute.
   */
  begin(name: string): void;
  succeeded(name: string): void;
}

const ALLOWED = 10;
const WINDOW_MS = 60_000;
const REMEMBERED = 10_000;

/** Attempts by account name, whether there is such an account or not. */
export function createAttempts(clock: Clock): Attempts {
  const made = new Map<string, { count: number; readonly since: number }>();
  return {
    begin(name) {
      const key = name.toLowerCase();
      const known = made.get(key);
      const current = known !== undefined && clock.now() - known.since < WINDOW_MS ? known : { count: 0, since: clock.now() };
      made.delete(key);
      if (made.size >= REMEMBERED) made.delete(made.keys().next().value!);
      made.set(key, current);
      if (++current.count > ALLOWED)
        throw refusal("QUOTA_EXCEEDED", "too many attempts to sign in", { allowed: ALLOWED, seconds: WINDOW_MS / 1_000 });
    },
    succeeded: (name) => void made.delete(name.toLowerCase()),
  };
}
