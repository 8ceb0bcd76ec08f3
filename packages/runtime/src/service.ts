import type { Log } from "@argosy/core";
import type { DecoderPool } from "@argosy/formats";
import type { BoundService, Client, ServiceDefinition, Tracer } from "@argosy/rpc";
import type { ObjectStore } from "@argosy/storage";
import type { Clock, Db, EventBus, MigrationSet, Subscription } from "@argosy/work";
import type { TaskGate } from "./task-gate.ts";
import type { Metrics } from "./telemetry/metrics.ts";
import type { WorkerPool } from "./worker-pool.ts";

/**
 * A typed client of another service. Without call options it acts as the calling service; given a handler's `CallContext` it acts for
 * that caller, within his deadline.
 */
export type Calls = <D extends ServiceDefinition>(definition: D) => Client<D>;

/** All that a service may use of the world. The composition root makes them; a service never knows which adapters they are. */
export interface Ports {
  /** Its own schema first on the search path. */
  readonly db: Db;
  readonly store: ObjectStore;
  readonly bus: EventBus;
  readonly calls: Calls;
  /** Worker threads for our own kernels and nodes. */
  readonly workers: WorkerPool;
  /** What of the tasks of this process may be in hand at once. */
  readonly gate: TaskGate;
  /** Child processes for bytes from outside; absent where the service decodes none. */
  readonly decoders?: DecoderPool;
  readonly log: Log;
  /** What this process counts and measures. */
  readonly metrics: Metrics;
  /** Notes the steps of traces. */
  readonly tracer: Tracer;
  readonly newId: () => string;
  readonly clock: Clock;
  /** The environment, out of which a service reads its settings by its own schema when it starts. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** What a composition root gives a service; the rest is shared by all services of a process. */
export type GivenPorts = Omit<Ports, "gate">;

/** A service at work. */
export interface RunningService {
  /** What it answers. */
  readonly api: readonly BoundService[];
  /** What it takes from the bus; stopped first. */
  readonly subscriptions: readonly Subscription[];
  /** Resolves when it can answer; rejects with what is missing. Default: the database answers. */
  ready?(signal: AbortSignal): Promise<void>;
  /** Told that the process is about to end, while it still answers: whoever holds a connection may be asked to make another one. */
  leave?(): void;
  /**
   * Ends loops and timers of its own; called after subscriptions and calls have ended.
   *
   * @param options - `graceMs`: how long what it still has in hand may take.
   */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

/** A service as a value: what every composition root needs to run it. */
export interface Service {
  /** Also the name of its schema. */
  readonly name: string;
  readonly migrations: readonly MigrationSet[];
  start(ports: Ports): Promise<RunningService>;
}
