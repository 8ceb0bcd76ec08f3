import { grantServices, roleOf } from "@argosy/cli";
import { newId } from "@argosy/core";
import { createDecoderPool } from "@argosy/formats";
import type { BoundService, Client, Identity, Job, Role, ServiceDefinition, ServiceName } from "@argosy/rpc";
import { createClient, idleTracer, inProcess, PipelineServiceDefinition } from "@argosy/rpc";
import type { Calls, GivenPorts, Service } from "@argosy/runtime";
import { createMetrics, createSigner, createVerifier, createWorkerPool, startServices } from "@argosy/runtime";
import { MemoryStore } from "@argosy/storage";
import type { Db, EventBus } from "@argosy/work";
import { applyMigrations, createLocalBus, systemClock } from "@argosy/work";
import { freshDatabase } from "./database.ts";
import { silentLog } from "./silent-log.ts";

/** Services at work over a database of their own, a store in memory and a local bus. */
export interface ServiceHome {
  readonly db: Db;
  readonly store: MemoryStore;
  /** A client that acts for a person with that role in the project; `local` where he owns the machine. */
  client<D extends ServiceDefinition>(definition: D, role?: Role): Client<D>;
  /** The job when it has ended. */
  ended(project: string, job: string): Promise<Job>;
  stop(): Promise<void>;
}

/** Starts services for a test, on a bus of their own or on a given one, which they close, with so many worker threads; `project` is the only one that its clients see. Call `stop` in `afterAll`. */
export async function startServiceHome(
  project: string,
  services: readonly Service[],
  bus: EventBus = createLocalBus({ log: silentLog }),
  threads = 2,
): Promise<ServiceHome> {
  const database = await freshDatabase();
  const read = { schema: "read", migrations: [{ name: "0000-read.sql", sql: "comment on schema read is 'views'" }] };
  await applyMigrations(database.db, [read, ...services.flatMap((service) => service.migrations)]);
  await grantServices(database.db);
  const store = new MemoryStore();
  const workers = createWorkerPool({ size: threads, module: new URL(import.meta.resolve("@argosy/runtime/frame-worker")) });
  const decoders = createDecoderPool({ processes: 1, log: silentLog });
  const signer = createSigner(systemClock);
  const api: BoundService[] = [];
  const metrics = createMetrics();
  const transport = inProcess(api, { verifyIdentity: createVerifier(systemClock, [signer.publicKey]), log: silentLog });
  const clientOf = (identity: Omit<Identity, "trace">) => {
    const token = () => signer.sign({ ...identity, trace: newId() });
    return <D extends ServiceDefinition>(definition: D): Client<D> => createClient(definition, transport, { token });
  };
  const running = await startServices(
    services,
    ({ name }): GivenPorts => {
      const calls: Calls = clientOf({ service: name, roles: {} });
      const db = database.open({ searchPath: [name, "public"], role: roleOf(name as ServiceName) });
      return {
        db,
        store,
        bus,
        calls,
        workers,
        decoders,
        log: silentLog,
        metrics,
        tracer: idleTracer,
        newId,
        clock: systemClock,
        settings: {},
      };
    },
    api,
  );
  const client: ServiceHome["client"] = (definition, role = "owner") =>
    clientOf({ user: role, local: role === "owner", roles: { [project]: role } })(definition);
  return {
    db: database.db,
    store,
    client,
    async ended(projectId, id) {
      let wake = Promise.withResolvers<void>();
      const subscription = await bus.subscribe("job.changed", { name: `test-${newId()}`, concurrency: 1 }, async () => wake.resolve());
      try {
        for (;;) {
          const job = await client(PipelineServiceDefinition).getJob({ project: projectId, job: id });
          if (["done", "failed", "cancelled"].includes(job.state)) return job;
          await wake.promise;
          wake = Promise.withResolvers();
        }
      } finally {
        await subscription.stop();
      }
    },
    async stop() {
      await running.stop();
      await bus.close();
      await Promise.all([workers.close(), decoders.close()]);
      await database.drop();
    },
  };
}
