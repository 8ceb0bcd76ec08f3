import { X509Certificate } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@argosy/core";
import { newId, toArgosyError } from "@argosy/core";
import { createDecoderPool } from "@argosy/formats";
import { serve } from "@argosy/rpc";
import type { GivenPorts, Service, ServiceSecrets, Signer } from "@argosy/runtime";
import {
  createLog,
  createMetrics,
  createTracer,
  createWorkerPool,
  serviceCalls,
  startHealthServer,
  startServices,
  untilAskedToStop,
  workerLimits,
} from "@argosy/runtime";
import { systemClock } from "@argosy/work";
import type { Static, TObject } from "typebox";
import type { ClusterSettings } from "./cluster-settings.ts";
import { loadGiven } from "./cluster-settings.ts";
import { connect } from "./connect.ts";
import { credentialsOf } from "./credentials.ts";
import { createTransports } from "./transports.ts";

/** The diagnostics channel on which a process tells, once, that its service has started. */
export const SERVICE_READY = "argosy.service.ready";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a service may be made from, besides its ports. */
export interface ServiceRoot<Own extends TObject = TObject> {
  readonly signer: Signer;
  /** Its own settings. */
  readonly own: Static<Own>;
}

/**
 * Runs one service as a process of a cluster, until it is asked to end: reads its settings, connects, starts, answers for its health.
 * Ends with code 0 after an orderly stop and 1 with a line in the log when it cannot start.
 *
 * @param schema - the service's own settings, checked together with those that every service has.
 */
export async function runService<Own extends TObject>(
  name: string,
  env: Environment,
  schema: Own,
  make: (root: ServiceRoot<Own>) => Service,
): Promise<never> {
  let log = createLog({ service: name });
  const undo: (() => Promise<void>)[] = [];
  try {
    const { settings, own, secrets } = await loadGiven(env, schema);
    log = createLog({ service: name, level: settings.LOG_LEVEL });
    const life = await start(name, { env, settings, secrets, log, make: ({ signer }) => make({ signer, own }), undo });
    await untilAskedToStop(log);
    life.draining = true;
    life.leave();
    await delay(settings.DRAIN_MS);
  } catch (error) {
    const { reason, message } = toArgosyError(error);
    log.error("the service cannot start", { reason, detail: message, error });
    process.exitCode = 1;
  }
  for (const step of undo.toReversed()) await step().catch((error: unknown) => log.error("stopping failed", { error }));
  log.info("ended", {});
  process.exit();
}

interface Start {
  readonly env: Environment;
  readonly settings: ClusterSettings;
  readonly secrets: ServiceSecrets;
  readonly log: Log;
  readonly make: (root: { readonly signer: Signer }) => Service;
  /** What is to be stopped again, in the order in which it was started. */
  readonly undo: (() => Promise<void>)[];
}

interface Life {
  /** Whether new calls shall go elsewhere. */
  draining: boolean;
  /** Tells the service so. */
  leave(): void;
}

async function start(name: string, { env, settings, secrets, log, make, undo }: Start): Promise<Life> {
  const metrics = createMetrics();
  const { tracer, stop: stopTracing } = createTracer({ log, metrics, settings: env });
  undo.push(stopTracing);
  const ends = Date.parse(new X509Certificate(secrets.tls.certificate).validTo) / 1_000;
  metrics.watch("argosy_certificate_end_seconds", async () => [{ labels: { service: name }, value: ends }]);
  const credentials = credentialsOf(name, secrets, systemClock);
  const service = make({ signer: credentials.signer });
  const { bus, db, store, close } = await connect(name, settings, credentials, log);
  undo.push(close);
  const transports = createTransports(settings, credentials.to);
  undo.push(() => transports.close());
  const module = new URL(import.meta.resolve("@argosy/runtime/frame-worker"));
  const workers = createWorkerPool({ size: settings.THREADS, module, ...workerLimits(env) });
  undo.push(() => workers.close());
  const decoders = createDecoderPool({ processes: settings.DECODERS, log });
  undo.push(() => decoders.close());
  const calls = serviceCalls(name, credentials.signer, systemClock, (definition) => transports.to(definition));
  const ports: GivenPorts = { db, store, bus, calls, workers, decoders, log, metrics, tracer, newId, clock: systemClock, settings: env };
  const running = await startServices([service], () => ports);
  const middleware = { verifyIdentity: credentials.verifyIdentity, log, onCall: metrics.onCall, tracer, checkCallers: true };
  const serving = { address: settings.GRPC_ADDRESS, ...credentials.server };
  const server = running.api.length === 0 ? undefined : await serve(running.api, middleware, serving);
  const life: Life = { draining: false, leave: () => running.leave() };
  const health = async () => (life.draining ? { [name]: "the process is about to end" } : running.health());
  const probe = await startHealthServer({ health, metricsText: metrics.text }, settings.HEALTH_PORT, settings.HEALTH_HOST);
  undo.push(() => probe.stop());
  undo.push(() => running.stop({ graceMs: settings.GRACE_MS, endCalls: async (graceMs) => server?.stop(graceMs) }));
  log.info("ready", { port: server?.port, health: probe.port });
  channel(SERVICE_READY).publish(name);
  return life;
}
