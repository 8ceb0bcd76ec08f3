import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import { encodeMessage, quadruple } from "./bus-message.ts";
import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import type { EventBus, EventHandler, SubscribeOptions, Subscription } from "./event-bus.ts";
import { LocalQueue } from "./local-queue.ts";
import { isSubject, isSubjectPattern, matchesSubject } from "./subjects.ts";

/** The bus of one process. */
export interface LocalBus extends EventBus {
  /** Resolves when nothing waits for a lane and nothing is in hand; what waits for its next attempt does not count. */
  idle(): Promise<void>;
}

/** How a {@link LocalBus} is made. */
export interface LocalBusOptions {
  readonly log: Log;
  readonly clock?: Clock;
  /** Messages that may wait for one subscription name; default 100,000. */
  readonly capacity?: number;
  /** Milliseconds before the attempt after `attempt` (1 = the first); default 1 s, 4 s, 16 s, 60 s. */
  readonly backoff?: (attempt: number) => number;
}

/** An {@link EventBus} in memory. Messages go through JSON, as over a wire: nobody shares an object by accident. */
export function createLocalBus({ log, clock = systemClock, capacity = 100_000, backoff = quadruple }: LocalBusOptions): LocalBus {
  const queues = new Map<string, { readonly pattern: string; readonly queue: LocalQueue }>();
  const subscriptions = new Set<Subscription>();
  let closed = false;

  const queueOf = (pattern: string, name: string): LocalQueue => {
    const key = `${name} ${pattern}`;
    const known = queues.get(key);
    if (known !== undefined) return known.queue;
    const queue = new LocalQueue({ capacity, clock, log, backoff, onEmpty: () => queues.delete(key) });
    queues.set(key, { pattern, queue });
    return queue;
  };

  return {
    async publish(subject, message, options) {
      if (closed) throw closedError();
      if (!isSubject(subject)) throw new ArgosyError("invalid_argument", "not a subject", { details: { subject } });
      const text = encodeMessage(message, subject);
      for (const { pattern, queue } of queues.values())
        if (matchesSubject(pattern, subject)) queue.add({ subject, text, id: options?.id, trace: options?.trace || undefined });
    },
    async subscribe<Message>(subject: string, options: SubscribeOptions, handler: EventHandler<Message>) {
      if (closed) throw closedError();
      if (!isSubjectPattern(subject)) throw new ArgosyError("invalid_argument", "not a pattern of subjects", { details: { subject } });
      const inner = queueOf(subject, options.name).subscribe(options, handler as EventHandler<never>);
      const subscription: Subscription = {
        async stop(stopOptions) {
          await inner.stop(stopOptions);
          subscriptions.delete(subscription);
        },
      };
      subscriptions.add(subscription);
      return subscription;
    },
    async idle() {
      for (;;) {
        const busy = [...queues.values()].filter(({ queue }) => !queue.idle);
        if (busy.length === 0) return;
        await Promise.all(busy.map(({ queue }) => queue.settle()));
      }
    },
    async close() {
      closed = true;
      await Promise.all(Array.from(subscriptions, (subscription) => subscription.stop()));
    },
  };
}

function closedError(): ArgosyError {
  return new ArgosyError("unavailable", "the bus is closed");
}
