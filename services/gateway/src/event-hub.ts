import type { Clock, EventBus, JobChanged, Subscription } from "@argosy/work";
import { parseEvent } from "@argosy/work";

/** What changed. */
export interface Changes {
  readonly jobs: readonly JobChanged[];
  /** Projects whose labels are not what they were. */
  readonly labels: readonly string[];
}

/** One browser that listens. */
export interface Listener {
  /** What changed since the last call; waits for something at most until the next heartbeat, then answers with nothing. */
  next(): Promise<Changes>;
  end(): void;
}

type Change = { readonly job: JobChanged } | { readonly labelsOf: string };

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
  const listeners = new Set<(change: Change | undefined) => void>();
  let closed = false;
  const tell = (change: Change | undefined) => {
    for (const listener of listeners) listener(change);
  };
  const subscriptions: readonly Subscription[] = [
    await bus.subscribe("job.changed", { name, concurrency: 1, temporary: true }, async (message) =>
      tell({ job: parseEvent("job.changed", message) }),
    ),
    await bus.subscribe("labels.changed", { name, concurrency: 1, temporary: true }, async (message) =>
      tell({ labelsOf: parseEvent("labels.changed", message).projectId }),
    ),
  ];
  return {
    get closed() {
      return closed;
    },
    listen: (signal) => listen(listeners, clock, signal),
    async close() {
      closed = true;
      tell(undefined);
      await Promise.all(subscriptions.map((subscription) => subscription.stop({ graceMs: 0 })));
    },
  };
}

function listen(listeners: Set<(change: Change | undefined) => void>, clock: Clock, signal: AbortSignal): Listener {
  // What changes often is told once for all changes that the browser had no time for.
  const changed = new Map<string, JobChanged>();
  const labels = new Set<string>();
  let wake: () => void = () => undefined;
  const onChange = (change: Change | undefined) => {
    if (change !== undefined && "job" in change) changed.set(change.job.jobId, change.job);
    else if (change !== undefined) labels.add(change.labelsOf);
    wake();
  };
  listeners.add(onChange);
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  return {
    async next() {
      if (changed.size + labels.size === 0 && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const cancel = clock.after(HEARTBEAT_MS, resolve);
        await promise;
        cancel();
      }
      const changes = { jobs: [...changed.values()], labels: [...labels] };
      changed.clear();
      labels.clear();
      return changes;
    },
    end() {
      listeners.delete(onChange);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
