import type { Clock, EventBus, JobChanged, Subscription } from "@argosy/work";
import { parseEvent } from "@argosy/work";

/** One browser that listens. */
export interface Listener {
  /** Jobs that changed since the last call; waits for one at most until the next heartbeat, then answers with none. */
  next(): Promise<readonly JobChanged[]>;
  end(): void;
}

/** Hands what the bus tells to every browser that listens. */
export interface EventHub {
  /** @param signal - ends the waiting. */
  listen(signal: AbortSignal): Listener;
  /** Whether it has been closed: listeners then end. */
  readonly closed: boolean;
  close(): Promise<void>;
}

/** A connection that says nothing for longer is taken for dead by what lies between; also how often rights are asked for again. */
const HEARTBEAT_MS = 10_000;

/** A hub on a bus. One subscription serves all listeners. */
export async function createEventHub(bus: EventBus, clock: Clock, name: string): Promise<EventHub> {
  const listeners = new Set<(change: JobChanged | undefined) => void>();
  let closed = false;
  const jobs: Subscription = await bus.subscribe("job.changed", { name, concurrency: 1 }, async (message) => {
    const change = parseEvent("job.changed", message);
    for (const listener of listeners) listener(change);
  });
  return {
    get closed() {
      return closed;
    },
    listen: (signal) => listen(listeners, clock, signal),
    async close() {
      closed = true;
      for (const listener of listeners) listener(undefined);
      await jobs.stop({ graceMs: 0 });
    },
  };
}

function listen(listeners: Set<(change: JobChanged | undefined) => void>, clock: Clock, signal: AbortSignal): Listener {
  // A job that changes often is told once for all changes that the browser had no time for.
  const changed = new Map<string, JobChanged>();
  let wake: () => void = () => undefined;
  const onChange = (change: JobChanged | undefined) => {
    if (change !== undefined) changed.set(change.jobId, change);
    wake();
  };
  listeners.add(onChange);
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  return {
    async next() {
      if (changed.size === 0 && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const cancel = clock.after(HEARTBEAT_MS, resolve);
        await promise;
        cancel();
      }
      const changes = [...changed.values()];
      changed.clear();
      return changes;
    },
    end() {
      listeners.delete(onChange);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
