import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Clock } from "./clock.ts";
import type { EventHandler, SubscribeOptions, Subscription } from "./event-bus.ts";

interface Entry {
  readonly subject: string;
  readonly text: string;
  readonly id: string | undefined;
  readonly trace: string | undefined;
  readonly attempt: number;
}

interface Taker {
  readonly options: SubscribeOptions;
  readonly handler: EventHandler<never>;
  readonly stop: AbortController;
  readonly inHand: Set<Promise<void>>;
  stopped: boolean;
}

/** What a {@link LocalQueue} needs of its bus. */
export interface LocalQueueOptions {
  readonly capacity: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds before the attempt after `attempt` (1 = the first). */
  readonly backoff: (attempt: number) => number;
  /** Called when the last subscription has stopped. */
  readonly onEmpty: () => void;
}

const ATTEMPTS = 3;
const GRACE_MS = 10_000;

/** The messages of one subscription name: they wait in order, and a free lane of any of its subscriptions takes the next. */
export class LocalQueue {
  readonly #options: LocalQueueOptions;
  readonly #takers: Taker[] = [];
  readonly #delayed = new Map<Entry, () => void>();
  readonly #ids = new Set<string>();
  #waiting: Entry[] = [];
  #head = 0;

  constructor(options: LocalQueueOptions) {
    this.#options = options;
  }

  /** Whether nothing waits for a lane and nothing is in hand; what waits for its next attempt does not count. */
  get idle(): boolean {
    return this.#head === this.#waiting.length && this.#takers.every((taker) => taker.inHand.size === 0);
  }

  /** What is in hand now; settles when it has ended. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#takers.flatMap((taker) => [...taker.inHand]));
  }

  add(message: Omit<Entry, "attempt">): void {
    const { id } = message;
    if (id !== undefined && this.#ids.has(id)) return;
    if (this.#waiting.length - this.#head + this.#delayed.size >= this.#options.capacity)
      throw new ArgosyError("resource_exhausted", "the queue is full", { details: { limit: this.#options.capacity } });
    if (id !== undefined) this.#ids.add(id);
    this.#waiting.push({ ...message, attempt: 1 });
    this.#pump();
  }

  subscribe(options: SubscribeOptions, handler: EventHandler<never>): Subscription {
    const taker: Taker = { options, handler, stop: new AbortController(), inHand: new Set(), stopped: false };
    this.#takers.push(taker);
    this.#pump();
    return { stop: ({ graceMs = GRACE_MS } = {}) => this.#stop(taker, graceMs) };
  }

  #pump(): void {
    for (const taker of this.#takers) {
      while (!taker.stopped && taker.inHand.size < taker.options.concurrency && this.#head < this.#waiting.length) this.#hand(taker);
    }
  }

  #next(): Entry {
    const entry = this.#waiting[this.#head++]!;
    if (this.#head === this.#waiting.length || this.#head > 1_024) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    return entry;
  }

  #hand(taker: Taker): void {
    const entry = this.#next();
    const attempts = taker.options.attempts ?? ATTEMPTS;
    const { subject, trace, attempt } = entry;
    const delivery = { subject, trace, signal: taker.stop.signal, attempt, last: attempt >= attempts };
    const work = Promise.resolve()
      .then(() => taker.handler(JSON.parse(entry.text) as never, delivery))
      .then(
        () => this.#forget(entry),
        (error: unknown) => this.#failed(taker, entry, delivery.last, error),
      )
      .finally(() => {
        taker.inHand.delete(work);
        this.#pump();
      });
    taker.inHand.add(work);
  }

  #failed(taker: Taker, entry: Entry, last: boolean, error: unknown): void {
    // It was let go, not tried in vain: another subscription of the name has it at once.
    if (taker.stop.signal.aborted) {
      this.#waiting.push(entry);
      return;
    }
    const fields = { subject: entry.subject, name: taker.options.name, id: entry.id, attempt: entry.attempt, error };
    if (last) {
      this.#options.log.error("a message was dropped after its last attempt", fields);
      this.#forget(entry);
      return;
    }
    this.#options.log.warn("a message will be delivered again", fields);
    const again = { ...entry, attempt: entry.attempt + 1 };
    const callOff = this.#options.clock.after(this.#options.backoff(entry.attempt), () => {
      this.#delayed.delete(again);
      this.#waiting.push(again);
      this.#pump();
    });
    this.#delayed.set(again, callOff);
  }

  #forget(entry: Entry): void {
    if (entry.id !== undefined) this.#ids.delete(entry.id);
  }

  async #stop(taker: Taker, graceMs: number): Promise<void> {
    taker.stopped = true;
    const abort = () => taker.stop.abort(new ArgosyError("cancelled", "the subscription was stopped"));
    const callOff = graceMs > 0 ? this.#options.clock.after(graceMs, abort) : undefined;
    if (graceMs <= 0) abort();
    await Promise.allSettled([...taker.inHand]);
    callOff?.();
    const at = this.#takers.indexOf(taker);
    if (at >= 0) this.#takers.splice(at, 1);
    if (this.#takers.length > 0) return;
    for (const call of this.#delayed.values()) call();
    this.#options.onEmpty();
  }
}
