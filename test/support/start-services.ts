import { grantServices, roleOf } from "@argosy/cli";
import { newId } from "@argosy/core";
import { createDecoderPool } from "@argosy/formats";
import type { GatewayHandle } from "@argosy/gateway";
import { createGateway } from "@argosy/gateway";
import type { BoundService, ServiceName, Transport, VerifyIdentity } from "@argosy/rpc";
import { createClient, idleTracer, inProcess } from "@argosy/rpc";
import type { Calls, GivenPorts, Ports, RunningServices, Service, Signer } from "@argosy/runtime";
import { createMetrics, createSigner, createTaskGate, createVerifier, createWorkerPool, startServices } from "@argosy/runtime";
import { MemoryStore } from "@argosy/storage";
import type { Clock, Db } from "@argosy/work";
import { applyMigrations, createLocalBus, systemClock } from "@argosy/work";
import type { TestDatabase } from "./database.ts";
import { freshDatabase } from "./database.ts";
import { silentLog } from "./silent-log.ts";

/** Services at work over a database of their own, a store in memory and a local bus, with a gateway that does not listen. */
export interface TestSystem {
  readonly database: TestDatabase;
  /** The gateway's tables first, as the owner of all tables: services have no such rights. */
  readonly db: Db;
  readonly store: MemoryStore;
  readonly ports: Ports;
  readonly app: ReturnType<GatewayHandle["app"]>;
  readonly gateway: GatewayHandle;
  readonly signer: Signer;
  readonly verifyIdentity: VerifyIdentity;
  readonly transport: Transport;
  readonly running: RunningServices;
  stop(): Promise<void>;
}

/** How a system for tests is set up. */
export interface TestSystemOptions {
  readonly services: readonly Service[];
  /** Of the gateway and its identities; the services keep the machine's. */
  readonly clock?: Clock;
  readonly webFolder?: string;
  readonly password?: string;
}

/** Starts services for a test. Call `stop` in `afterAll`. */
export async function startTestSystem({ services, clock = systemClock, webFolder, password }: TestSystemOptions): Promise<TestSystem> {
  const database = await freshDatabase();
  const signer = createSigner(clock);
  const gateway = createGateway({
    signer,
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(password === undefined ? {} : { password }),
  });
  const all = [...services, gateway.service];
  const read = { schema: "read", migrations: [{ name: "0000-read.sql", sql: "comment on schema read is 'views'" }] };
  await applyMigrations(database.db, [read, ...all.flatMap((service) => service.migrations)]);
  await grantServices(database.db);
  const store = new MemoryStore();
  const bus = createLocalBus({ log: silentLog });
  const workers = createWorkerPool({ size: 1, module: new URL(import.meta.resolve("@argosy/runtime/frame-worker")) });
  const decoders = createDecoderPool({ processes: 1, log: silentLog });
  const verifyIdentity = createVerifier(clock, [signer.publicKey], 0);
  const api: BoundService[] = [];
  const metrics = createMetrics();
  const transport = inProcess(api, { verifyIdentity, log: silentLog });
  const portsOf = (service: Service): GivenPorts => {
    const token = () => signer.sign({ service: service.name, roles: {}, trace: newId() });
    const calls: Calls = (definition) => createClient(definition, transport, { token });
    const db = database.open({ searchPath: [service.name, "public"], role: roleOf(service.name as ServiceName) });
    const own = service.name === "gateway" ? clock : systemClock;
    return { db, store, bus, calls, workers, decoders, log: silentLog, metrics, tracer: idleTracer, newId, clock: own, settings: {} };
  };
  let ports: GivenPorts | undefined;
  const running = await startServices(all, (service) => (ports = portsOf(service)), api);
  return {
    database,
    db: database.open({ searchPath: ["gateway", "public"] }),
    store,
    ports: { ...ports!, gate: createTaskGate() },
    app: gateway.app(),
    gateway,
    signer,
    verifyIdentity,
    transport,
    running,
    async stop() {
      await running.stop();
      await bus.close();
      await workers.close();
      await decoders.close();
      await database.drop();
    },
  };
}
