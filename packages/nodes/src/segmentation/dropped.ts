import type { Box } from "@argosy/core";
import type { DroppedSpecks } from "../values.ts";

/** Examples that are kept of each reason. */
export const MOST_EXAMPLES = 1_000;

/** Counts what is no object, by reason, and keeps the first examples of each. */
export class DroppedCounter {
  readonly #byReason = new Map<DroppedSpecks["reason"], { count: number; examples: { box: Box; value: number }[] }>();

  /** `value`: the area in pixels. */
  add(reason: DroppedSpecks["reason"], box: Box, value: number): void {
    const entry = this.#byReason.get(reason) ?? { count: 0, examples: [] };
    this.#byReason.set(reason, entry);
    entry.count++;
    if (entry.examples.length < MOST_EXAMPLES) entry.examples.push({ box, value });
  }

  /** Sorted by reason. */
  all(): DroppedSpecks[] {
    return [...this.#byReason].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, { count, examples }]) => ({ reason, count, examples }));
  }
}
