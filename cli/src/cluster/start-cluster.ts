import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import { createGateway, issueSignInCode, makeLocalToken } from "@argosy/gateway";
import type { ServiceName } from "@argosy/rpc";
import { createSigner } from "@argosy/runtime";
import { createDb, systemClock } from "@argosy/work";
import { migrate } from "../server/migrate.ts";
import { SERVICES } from "../server/services.ts";
import { MALLOC } from "./node-settings.ts";
import { admitServices, settingsOfSecrets } from "./secrets.ts";
import type { ClusterServers, GivenServers } from "./servers/cluster-servers.ts";
import { startServers } from "./servers/cluster-servers.ts";
import type { ServiceProcess } from "./service-process.ts";
import { startServiceProcess } from "./service-process.ts";
import type { Place, Replicas } from "./topology.ts";
import { addressesOf, furtherPlace, planPlaces, threadsOf } from "./topology.ts";

/** How a cluster is set up on this machine. */
export interface ClusterOptions {
  /** Exists already. */
  readonly dataFolder: string;
  readonly replicas?: Partial<Replicas>;
  readonly given?: GivenServers;
  /** Port of the gateway; default: a free one. */
  readonly port?: number;
  /** Folder of the built page. */
  readonly webFolder?: string;
  /** Settings for all services, such as `SEGMENT_TASKS`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Files that run a service in place of its own `main.ts`. */
  readonly mains?: Partial<Readonly<Record<ServiceName, string>>>;
  readonly log: Log;
  readonly say?: (text: string) => void;
}

/** A cluster at work on this machine. */
export interface Cluster {
  readonly url: string;
  /** Token of the local owner. */
  readonly token: string;
  /** An address that signs one browser in, once, as the owner. */
  signInUrl(): Promise<string>;
  readonly servers: ClusterServers;
  processes(): readonly ServiceProcess[];
  /** Lets a service have so many processes; new ones work off tasks, calls go to those of the start. */
  scale(service: ServiceName, count: number): Promise<void>;
  /** Ends everything in order. */
  stop(): Promise<void>;
}

/** Starts servers and services, and waits until all answer. What was started is stopped again when a later part fails. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
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

async function start(options: ClusterOptions, undo: (() => Promise<void>)[], stop: () => Promise<void>): Promise<Cluster> {
  const { dataFolder, log, say = () => undefined } = options;
  const secretsFolder = join(dataFolder, "secrets");
  const servers = await startServers({
    dataFolder,
    secretsFolder,
    given: options.given ?? {},
    log,
    say,
    undo: (step) => void undo.push(step),
  });
  await migrate(servers.postgres.url, [...SERVICES, createGateway({ signer: createSigner(systemClock) }).service], log);
  const places = await planPlaces(options.replicas, options.port);
  const run = await runner(options, servers, places);
  let processes: ServiceProcess[] = [];
  undo.push(() => stopAll(processes));
  processes = await Promise.all(places.map(run));
  await Promise.all(processes.map((each) => each.untilReady()));
  const owner = await ownerOf(servers.postgres.url, log);
  undo.push(owner.close);
  const url = `http://127.0.0.1:${places.find(({ service }) => service === "gateway")!.port}`;
  return {
    url,
    token: await owner.token(),
    signInUrl: async () => `${url}/sign-in?code=${await owner.code()}`,
    servers,
    processes: () => processes,
    async scale(service, count) {
      processes = await scaled(processes, service, count, run);
    },
    stop,
  };
}

/** How a process is started at a place, with the credentials and the addresses that all share. */
async function runner(options: ClusterOptions, servers: ClusterServers, places: readonly Place[]) {
  const { dataFolder, log } = options;
  const [secrets, databaseUrl] = [join(dataFolder, "secrets"), servers.postgres.url];
  await admitServices(secrets, { databaseUrl, s3: { endpoint: servers.s3.url, bucket: servers.bucket, keys: servers.s3Keys }, log });
  const shared = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    ...MALLOC,
    TZ: "UTC",
    NATS_URL: servers.nats.url,
    S3_ENDPOINT: servers.s3.url,
    S3_BUCKET: servers.bucket,
    HEALTH_HOST: "127.0.0.1",
    ...addressesOf(places),
    ...(options.webFolder === undefined ? {} : { WEB_FOLDER: options.webFolder }),
  };
  await mkdir(join(dataFolder, "logs"), { recursive: true });
  return (place: Place): Promise<ServiceProcess> => {
    const { service, number, port, healthPort } = place;
    const count = places.filter((other) => other.service === service).length;
    const own = {
      HEALTH_PORT: String(healthPort),
      THREADS: String(threadsOf(service, count)),
      ...(service === "gateway" ? { HTTP_HOST: "127.0.0.1", HTTP_PORT: String(port) } : { GRPC_ADDRESS: `127.0.0.1:${port}` }),
    };
    const settings = { ...shared, ...settingsOfSecrets(secrets, service, databaseUrl), ...own, ...options.settings };
    const main = options.mains?.[service];
    return startServiceProcess({ place, settings, main, logFile: join(dataFolder, "logs", `${service}-${number}.log`), log });
  };
}

async function scaled(
  processes: readonly ServiceProcess[],
  service: ServiceName,
  count: number,
  run: (place: Place) => Promise<ServiceProcess>,
): Promise<ServiceProcess[]> {
  const present = processes.filter(({ place }) => place.service === service);
  await Promise.all(present.slice(count).map((each) => each.stop()));
  const numbers = Array.from({ length: Math.max(0, count - present.length) }, (_, i) => (present.at(-1)?.place.number ?? 0) + i + 1);
  const added = await Promise.all(numbers.map(async (number) => run(await furtherPlace(service, number))));
  await Promise.all(added.map((each) => each.untilReady()));
  return [...processes.filter((each) => !present.slice(count).includes(each)), ...added];
}

/** The gateway first, so that nothing new comes in; pipeline last, so that what is in hand can be told as done. */
async function stopAll(processes: readonly ServiceProcess[]): Promise<void> {
  const of = (...names: readonly ServiceName[]) => processes.filter(({ place }) => names.includes(place.service));
  await Promise.all(of("gateway").map((each) => each.stop()));
  await Promise.all(of("ingest", "tiles", "segment", "measure", "classify", "export").map((each) => each.stop()));
  await Promise.all(of("pipeline").map((each) => each.stop()));
}

/** The owner of the machine, whom the gateway has made at its start. */
async function ownerOf(databaseUrl: string, log: Log) {
  const db = createDb({ url: databaseUrl, searchPath: ["gateway", "public"], poolSize: 1, name: "argosy cluster", log });
  const row = await db.one<{ id: string }>("select id from account where local");
  if (row === undefined) throw new ArgosyError("failed_precondition", "the gateway has made no owner");
  return {
    token: () => makeLocalToken(db, systemClock, row.id),
    code: () => issueSignInCode(db, systemClock, row.id),
    close: () => db.close(),
  };
}
