import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Log } from "@argosy/core";
import { newId } from "@argosy/core";
import { createDecoderPool } from "@argosy/formats";
import { createGateway, type GatewayHandle } from "@argosy/gateway";
import type { BoundService } from "@argosy/rpc";
import { inProcess } from "@argosy/rpc";
import type { GivenPorts, RunningServices, Service, WorkerPool } from "@argosy/runtime";
import {
  createMetrics,
  createSigner,
  createTracer,
  createVerifier,
  createWorkerPool,
  serviceCalls,
  startHealthServer,
  startServices,
  workerLimits,
} from "@argosy/runtime";
import { FolderStore } from "@argosy/storage";
import type { Db } from "@argosy/work";
import { createDb, createLocalBus, systemClock } from "@argosy/work";
import { startPostgres } from "../postgres/start-postgres.ts";
import { migrate } from "./migrate.ts";
import { SERVICES } from "./services.ts";

/** How the embedded home is set up. */
export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Demanded when others than this machine may come in. */
  readonly password?: string;
  /** The built page; absent: the API alone. */
  readonly webFolder?: string;
  readonly log: Log;
  /** The environment, for the settings of the services. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** Port of /live, /ready and /metrics, on this machine only; absent: none. */
  readonly healthPort?: number;
  /** Another database in place of the one in the data folder. */
  readonly databaseUrl?: string;
  /** Worker threads; default: one a core. */
  readonly threads?: number;
}

/** Everything in one process, at work. */
export interface Embedded {
  /** Where browsers and programs find it. */
  readonly url: string;
  /** Token of the local owner, for other commands on the same data folder. */
  readonly token: string;
  /** Address that signs the local owner in, once. */
  signInUrl(): Promise<string>;
  /** Seconds until the database was ready. */
  readonly databaseSeconds: number;
  stop(): Promise<void>;
}

/** Runs all services in this process over one database and a folder. Whatever was started is stopped again when a later part fails. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) {
      await step().catch((error: unknown) => options.log.error("stopping failed", { error }));
    }
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: EmbeddedOptions, undo: (() => Promise<void>)[], stop: () => Promise<void>): Promise<Embedded> {
  const { log, dataFolder } = options;
  const begun = performance.now();
  const threads = options.threads ?? availableParallelism();
  const module = new URL(import.meta.resolve("@argosy/runtime/frame-worker"));
  const workers = createWorkerPool({ size: threads, module, ...workerLimits(options.settings) });
  undo.push(() => workers.close());
  workers.prepare();
  const databaseUrl = options.databaseUrl ?? (await ownDatabase(dataFolder, log, undo));
  const gateway = createGateway({
    host: options.host,
    port: options.port,
    signer: createSigner(systemClock),
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(options.webFolder === undefined ? {} : { webFolder: options.webFolder }),
  });
  await migrate(databaseUrl, [...SERVICES, gateway.service], log);
  const databaseSeconds = (performance.now() - begun) / 1_000;
  const running = await startAll({ ...options, databaseUrl, workers }, gateway, undo);
  log.info("ready", { url: gateway.url(), services: running.api.length });
  return { url: gateway.url(), token: await gateway.localToken(), signInUrl: () => gateway.signInUrl(), databaseSeconds, stop };
}

async function ownDatabase(dataFolder: string, log: Log, undo: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startPostgres({ dataFolder, log });
  undo.push(() => postgres.stop());
  return postgres.url;
}

async function startAll(
  options: EmbeddedOptions & { readonly databaseUrl: string; readonly workers: WorkerPool },
  gateway: GatewayHandle,
  undo: (() => Promise<void>)[],
): Promise<RunningServices> {
  const { log, databaseUrl, workers } = options;
  const store = await FolderStore.open(join(options.dataFolder, "store"));
  await store.sweep(0);
  const decoders = createDecoderPool({ processes: Math.max(2, workers.size), log: log.child({ service: "decoders" }) });
  undo.push(() => decoders.close());
  const bus = createLocalBus({ log: log.child({ service: "bus" }) });
  undo.push(() => bus.close());
  const api: BoundService[] = [];
  const metrics = createMetrics();
  const { tracer, stop: stopTracing } = createTracer({ log: log.child({ service: "traces" }), metrics, settings: options.settings });
  undo.push(stopTracing);
  const verifyIdentity = createVerifier(systemClock, [gateway.signer.publicKey]);
  const transport = inProcess(api, { verifyIdentity, log: log.child({ service: "calls" }), onCall: metrics.onCall, tracer });
  const portsOf = (service: Service): GivenPorts => {
    const db = serviceDb(databaseUrl, service.name, log);
    undo.push(() => db.close());
    return {
      db,
      store,
      bus,
      calls: serviceCalls(service.name, gateway.signer, systemClock, () => transport),
      workers,
      decoders,
      log: log.child({ service: service.name }),
      metrics,
      tracer,
      newId,
      clock: systemClock,
      settings: { ...options.settings, PIPELINE_ALONE: "true" },
    };
  };
  const running = await startServices([...SERVICES, gateway.service], portsOf, api);
  undo.push(() => running.stop());
  if (options.healthPort !== undefined) {
    const health = await startHealthServer({ health: () => running.health(), metricsText: metrics.text }, options.healthPort, "127.0.0.1");
    undo.push(() => health.stop());
  }
  return running;
}

function serviceDb(url: string, name: string, log: Log): Db {
  return createDb({ url, searchPath: [name, "public"], poolSize: 4, name: `argosy ${name}`, log: log.child({ service: name }) });
}
