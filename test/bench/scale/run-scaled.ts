import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { createDb } from "@argosy/work";
import { makeSecretFolders } from "../../../cli/src/cluster/secret-folders.ts";
import { busConfig } from "../../../cli/src/cluster/secrets.ts";
import { freePorts } from "../../../cli/src/cluster/servers/free-ports.ts";
import { natsProgram, startNats } from "../../../cli/src/cluster/servers/nats.ts";
import type { Cluster } from "../../../cli/src/cluster/start-cluster.ts";
import { startCluster } from "../../../cli/src/cluster/start-cluster.ts";
import { Flow } from "../../../cli/src/flow/run-flow.ts";
import { finishJob } from "../../../cli/src/flow/wait-for-job.ts";
import { ApiClient } from "../../../cli/src/server/api-client.ts";
import { silentLog } from "../../support/silent-log.ts";
import { SAME_STEPS } from "../small-frames/run-in-cluster.ts";
import type { ProcessWatch } from "../watch-processes.ts";
import { processesOf, watchProcesses } from "../watch-processes.ts";
import type { PlainTask } from "./plain-work.ts";
import { plainTasks, runPlainLoop } from "./plain-work.ts";
import type { ServerCounts } from "./server-counts.ts";
import { between, countServers, less } from "./server-counts.ts";

/** Folders of frames: some to warm the processes up, and those that count. */
export interface ScaledFrames {
  readonly warmUp: string;
  readonly frames: string;
}

/** What some work took. */
export interface ScaledCost {
  readonly seconds: number;
  /** Of our own processes, and of the servers. */
  readonly own: number;
  readonly servers: number;
  /** CPU seconds by the name of the service, where it has services. */
  readonly services: ReadonlyMap<string, number>;
  readonly counts: ServerCounts;
}

/** A cluster with some segmenting and measuring processes of one thread and one task each, which have worked on other frames before. */
export interface ScaledCluster {
  readonly workers: number;
  /** Runs the steps on the frames; the smallest area of an object differs by a pixel from round to round, so that nothing is reused. */
  run(round: number): Promise<ScaledRun>;
  /** The work of the last run in the plain loop. */
  plain(): Promise<ScaledCost>;
  close(): Promise<void>;
}

/** A run and what it took. */
export interface ScaledRun {
  readonly cost: ScaledCost;
  readonly tasks: number;
}

const SERVERS = ["postgres", "s3", "nats"];

/** Starts a cluster with so many processes, and imports the frames into it. */
export async function openScaled(workers: number, { warmUp, frames }: ScaledFrames, scratch: string): Promise<ScaledCluster> {
  const dataFolder = join(scratch, `data-${workers}`);
  await mkdir(dataFolder, { mode: 0o711 });
  const undo: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const bus = await startWatchedBus(dataFolder);
    undo.push(() => bus.server.stop());
    const settings = { THREADS: "1", SEGMENT_TASKS: "1", MEASURE_TASKS: "1" };
    const replicas = { segment: workers, measure: workers };
    const cluster = await startCluster({ dataFolder, replicas, given: { natsUrl: bus.server.url }, settings, log: silentLog });
    undo.push(() => cluster.stop());
    const db = createDb({ url: cluster.servers.postgres.url, searchPath: ["public"], poolSize: 1, name: "bench", log: silentLog });
    undo.push(() => db.close());
    const watch = watchProcesses(() => new Map([...processesOf(cluster), ["nats", bus.server.pid()!]]));
    undo.push(() => watch.stop());
    const bench = { cluster, db, watch, monitorUrl: bus.monitorUrl };
    return { workers, close, ...(await ready(bench, { warmUp, frames })) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ready(bench: Bench, { warmUp, frames }: ScaledFrames): Promise<Pick<ScaledCluster, "run" | "plain">> {
  const { db } = bench;
  const warm = await start(bench, warmUp);
  const warmedUp = await warm.run(0);
  const counted = await start(bench, frames);
  let last: { readonly round: number; readonly job: Job } | undefined;
  return {
    async run(round) {
      const cost = await costOf(bench, async () => {
        last = { round, job: await counted.run(round) };
      });
      return { cost, tasks: (await plainTasks(db, last!.job.id, round)).length };
    },
    async plain() {
      const { round, job } = last!;
      return plainCost(bench, await plainTasks(db, warmedUp.id, round), await plainTasks(db, job.id, round));
    },
  };
}

interface Bench {
  readonly cluster: Cluster;
  readonly db: Db;
  readonly watch: ProcessWatch;
  readonly monitorUrl: string;
}

/** Imports a folder; what is given back runs the peer's steps on it up to the measures. */
async function start({ cluster }: Bench, folder: string): Promise<{ run(round: number): Promise<Job> }> {
  const api = new ApiClient(cluster.url, cluster.token);
  const { signal } = new AbortController();
  const quiet = { job: () => undefined, say: () => undefined, end: () => undefined };
  const flow = new Flow(api, quiet as never, signal);
  const project = await flow.project();
  const imported = await flow.importPaths(project, { paths: [folder] });
  const run = async (round: number): Promise<Job> => {
    const { id } = await api.post<{ id: string }>(`/api/projects/${project}/graphs`, { definition: await stepsOf(round) });
    const body = { kind: "run", project, collection: imported.results["collection"], graph: id, targets: ["features"] };
    return finishJob(api, (await api.post<Job>("/api/jobs", body)).id, () => undefined, signal);
  };
  return { run };
}

async function stepsOf(round: number): Promise<unknown> {
  const steps = JSON.parse(await readFile(SAME_STEPS, "utf8")) as { nodes: { id: string; params?: { minArea?: number } }[] };
  const { params } = steps.nodes.find(({ id }) => id === "objects")!;
  return {
    ...steps,
    nodes: steps.nodes.map((node) =>
      node.params === params ? { ...node, params: { ...params, minArea: params!.minArea! + round } } : node,
    ),
  };
}

async function costOf(bench: Bench, work: () => Promise<void>): Promise<ScaledCost> {
  const idle = await idleCounts(bench);
  const counts = await countServers(bench.cluster, bench.monitorUrl, bench.db);
  const before = await cpuSeconds(bench.watch);
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  const after = await cpuSeconds(bench.watch);
  const counted = between(counts, await countServers(bench.cluster, bench.monitorUrl, bench.db));
  const services = new Map(Array.from(after.services, ([name, spent]) => [name, spent - (before.services.get(name) ?? 0)]));
  const [own, servers] = [after.own - before.own, after.servers - before.servers];
  return { seconds, own, servers, services, counts: less(counted, idle) };
}

/** What the servers count while nothing is done, in the time that counting itself takes. */
async function idleCounts({ cluster, monitorUrl, db }: Bench): Promise<ServerCounts> {
  const before = await countServers(cluster, monitorUrl, db);
  return between(before, await countServers(cluster, monitorUrl, db));
}

async function cpuSeconds(watch: ProcessWatch): Promise<Pick<ScaledCost, "own" | "servers" | "services">> {
  const services = new Map<string, number>();
  let servers = 0;
  for (const [name, { cpuSeconds: spent }] of await watch.look()) {
    const [service] = name.split("-") as [string];
    if (SERVERS.includes(service)) servers += spent;
    else services.set(service, (services.get(service) ?? 0) + spent);
  }
  return { own: Array.from(services.values()).reduce((sum, spent) => sum + spent, 0), servers, services };
}

/** The services rest meanwhile; what they take then is no part of it. */
async function plainCost(bench: Bench, warmUp: readonly PlainTask[], tasks: readonly PlainTask[]): Promise<ScaledCost> {
  const { servers } = bench.cluster;
  const work = {
    databaseUrl: servers.postgres.url,
    s3: { endpoint: servers.s3.url, bucket: servers.bucket, ...servers.s3Keys },
    warmUp,
    tasks,
  };
  const idle = await idleCounts(bench);
  const looks: { readonly counts: ServerCounts; readonly servers: number }[] = [];
  const counts = () => countServers(bench.cluster, bench.monitorUrl, bench.db);
  const cpu = async () => (await cpuSeconds(bench.watch)).servers;
  // Counting takes a while, which belongs to neither side.
  const look = async (): Promise<void> => {
    if (looks.length === 0) looks.push({ counts: await counts(), servers: await cpu() });
    else looks.push({ servers: await cpu(), counts: await counts() });
  };
  const { cpuSeconds: own, seconds } = await runPlainLoop(work, look);
  const [before, after] = looks as [(typeof looks)[number], (typeof looks)[number]];
  const counted = less(between(before.counts, after.counts), idle);
  return { seconds, own, servers: after.servers - before.servers, services: new Map(), counts: counted };
}

/** A NATS server like the cluster's own, which also tells what it did. */
async function startWatchedBus(dataFolder: string) {
  const secrets = join(dataFolder, "secrets");
  await makeSecretFolders(secrets, { now: new Date(), addresses: ["127.0.0.1"] });
  const program = await natsProgram();
  if (typeof program !== "string") throw new Error(program.missing);
  const configOf = await busConfig(secrets);
  const [port] = await freePorts(1);
  const server = await startNats(program, dataFolder, (place) => `${configOf(place)}\nhttp: "127.0.0.1:${port}"\n`);
  return { server, monitorUrl: `http://127.0.0.1:${port}` };
}
