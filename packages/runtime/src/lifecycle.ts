import type { Log } from "@argosy/core";
import { toArgosyError } from "@argosy/core";
import type { BoundService } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import type { GivenPorts, Ports, RunningService, Service } from "./service.ts";
import { createTaskGate } from "./task-gate.ts";
import { meteredStore } from "./telemetry/metered-store.ts";

/** Services at work in this process. */
export interface RunningServices {
  /** What they answer, for a server or an in-process transport. */
  readonly api: readonly BoundService[];
  /** What keeps a service from answering, by its name; empty when all can. */
  health(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Tells all that the process is about to end, while they still answer. */
  leave(): void;
  /** Subscriptions first, all services at once, then what the services run themselves. Ports are closed by whoever made them. */
  stop(options?: StopOptions): Promise<void>;
}

/** How services end. */
export interface StopOptions {
  /** How long what is in hand may take; default 10,000. */
  readonly graceMs?: number;
  /** Ends the calls of others, at the same time as the subscriptions: what is in hand may still ask others and be asked by them. */
  readonly endCalls?: (graceMs: number) => Promise<void>;
}

const READY_MS = 2_000;
const GRACE_MS = 10_000;

/**
 * Starts services one after another, each with ports of its own. `api` grows while they start, so that they can call each other.
 * When one does not start, those before it are stopped.
 */
export async function startServices(
  services: readonly Service[],
  portsOf: (service: Service) => GivenPorts,
  api: BoundService[] = [],
): Promise<RunningServices> {
  const running: { readonly service: Service; readonly ports: Ports; readonly self: RunningService }[] = [];
  const stop = async ({ graceMs = GRACE_MS, endCalls }: StopOptions = {}) => {
    const subscriptions = running.flatMap(({ self }) => self.subscriptions);
    const outcomes = await Promise.allSettled([endCalls?.(graceMs), ...subscriptions.map((each) => each.stop({ graceMs }))]);
    for (const { self } of running.toReversed()) outcomes.push(...(await Promise.allSettled([self.stop({ graceMs })])));
    const failed = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) => outcome.reason as unknown);
    if (failed.length > 0) throw new AggregateError(failed, "services did not stop cleanly");
  };
  try {
    const gate = createTaskGate();
    for (const service of services) {
      const given = portsOf(service);
      const ports = { ...given, gate, store: meteredStore(given.store, given.metrics, service.name) };
      const self = await service.start(ports);
      running.push({ service, ports, self });
      api.push(...self.api);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    api,
    leave() {
      for (const { self } of running) self.leave?.();
    },
    stop,
    async health(signal = AbortSignal.timeout(READY_MS)) {
      const checks = running.map(async ({ service, ports, self }) => {
        const check = self.ready?.(signal) ?? databaseAnswers(ports.db, signal);
        return check.then(
          () => [],
          (error: unknown) => [[service.name, toArgosyError(error).message]],
        );
      });
      return Object.fromEntries((await Promise.all(checks)).flat()) as Record<string, string>;
    },
  };
}

async function databaseAnswers(db: Db, signal: AbortSignal): Promise<void> {
  await db.query("select 1", [], { signal });
}

/**
 * Resolves when the process is asked to end (SIGINT, SIGTERM). A second signal ends it at once with exit code 130: whoever presses
 * Ctrl-C twice means it.
 */
export function untilAskedToStop(log: Log): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (asked) process.exit(130);
      asked = true;
      log.info("asked to stop", { signal });
      resolve(signal);
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
