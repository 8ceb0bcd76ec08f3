import type { Clock } from "@argosy/work";

/** A clock that stands until it is told to go on. */
export interface ManualClock extends Clock {
  /** Moves on and runs what falls due, in order. */
  advance(ms: number): void;
}

/** A clock for tests. */
export function manualClock(start = 0): ManualClock {
  let now = start;
  const timers = new Set<{ readonly due: number; readonly action: () => void }>();
  return {
    now: () => now,
    after(delayMs, action) {
      const timer = { due: now + delayMs, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (next === undefined) break;
        timers.delete(next);
        now = next.due;
        next.action();
      }
      now = end;
    },
  };
}
