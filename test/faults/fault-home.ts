import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import type { CheckWorkResponse, Job, ServiceName } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { createDb } from "@argosy/work";
import { expect } from "vitest";
import type { ServiceProcess } from "../../cli/src/cluster/service-process.ts";
import type { ClusterOptions } from "../../cli/src/cluster/start-cluster.ts";
import type { Replicas } from "../../cli/src/cluster/topology.ts";
import type { ClusterHome } from "../cluster/cluster-home.ts";
import { startClusterHome } from "../cluster/cluster-home.ts";
import { silentLog } from "../support/silent-log.ts";
import { writeMixedFolder } from "./mixed-folder.ts";
import type { StoredObjects } from "./stored-objects.ts";
import { storedObjects } from "./stored-objects.ts";
import { until } from "./until.ts";

/** A message comes again after so long, as the tests have it: the usual 20 s would make them long. */
export const ACK_SECONDS = 2;
const SETTINGS = {
  NATS_ACK_SECONDS: String(ACK_SECONDS),
  TASK_TOUCH_MS: "400",
  PIPELINE_LOST_MS: "1200",
  PIPELINE_SILENT_SECONDS: "4",
  PIPELINE_PAUSE_MS: "200",
  PIPELINE_WAIT_MS: "500",
};
const FRAMES = 2;
const LIMIT_MS = 120_000;

/** Images in a project of their own, imported. */
export interface Imported {
  readonly project: string;
  readonly collection: string;
}

/** A cluster on which faults are tried, with a folder of images and a look into its database past all services. */
export interface FaultHome extends ClusterHome {
  readonly db: Db;
  readonly stored: StoredObjects;
  /** Frames of 8 and 16 bits, colour, pages, and files that are not what they say. */
  readonly frames: string;
  newProject(): Promise<string>;
  /** Begins to import the frames, or what lies elsewhere. @returns The job. */
  beginImport(project: string, paths?: readonly string[]): Promise<string>;
  beginRun(imported: Imported): Promise<string>;
  /** The job when it has ended, well or not, however often the gateway cannot answer meanwhile. */
  overJob(id: string): Promise<Job>;
  /** The job when it has ended well, however often the gateway cannot answer meanwhile. */
  endedJob(id: string): Promise<Job>;
  /** Imports the frames into a new project. */
  imported(): Promise<Imported>;
  /** What the run of an ended job has found, without ids and times. */
  canonicalOf(job: Job): Promise<string>;
  /** Fails where anything of a project does not hang together. */
  expectClean(project: string): Promise<void>;
  /** The process of a service. */
  process(service: ServiceName, number?: number): ServiceProcess;
}

/** What is not as usual in a cluster on which faults are tried. */
type Unusual = Pick<ClusterOptions, "settings" | "mains" | "given">;

/** Starts a cluster with one process of each service, unless said otherwise. */
export async function startFaultHome(
  replicas: Partial<Replicas> = { segment: 1, measure: 1 },
  { settings, ...unusual }: Unusual = {},
): Promise<FaultHome> {
  const place = await mkdtemp(join(tmpdir(), "argosy-frames-"));
  await writeMixedFolder(join(place, "cruise"), FRAMES);
  const frames = join(place, "cruise", "frames");
  const home = await startClusterHome({ replicas, settings: { ...SETTINGS, ...settings }, ...unusual });
  const { api, cluster } = home;
  const db = createDb({ url: cluster.servers.postgres.url, poolSize: 2, name: "fault test", log: silentLog });
  const start = (request: object) => patiently(() => api.post<Job>("/api/jobs", request)).then(({ id }) => id);
  let projects = 0;
  const newProject = async () => (await patiently(() => api.post<{ id: string }>("/api/projects", { name: `Fault ${++projects}` }))).id;
  const beginImport = (project: string, paths: readonly string[] = [frames]) => start({ kind: "import", project, paths });
  const overJob = async (id: string): Promise<Job> => {
    const look = () => patiently(() => api.get<Job>(`/api/jobs/${id}`));
    return until(`job ${id} has ended`, async () => ((job) => (OVER.has(job.state) ? job : undefined))(await look()), LIMIT_MS);
  };
  const endedJob = async (id: string): Promise<Job> => {
    const job = await overJob(id);
    expect(job).toMatchObject({ state: "done", failed: 0, failedItems: [] });
    return job;
  };
  return {
    ...home,
    db,
    stored: storedObjects(cluster.servers),
    frames,
    newProject,
    beginImport,
    overJob,
    endedJob,
    beginRun: ({ project, collection }) => start({ kind: "run", project, collection, graph: "plankton" }),
    async imported() {
      const project = await newProject();
      const job = await endedJob(await beginImport(project));
      return { project, collection: job.results["collection"]! };
    },
    canonicalOf: async ({ project, results }) =>
      Buffer.from(await patiently(() => api.bytes(`/api/projects/${project}/runs/${results["run"]}/canonical`))).toString("utf8"),
    async expectClean(project) {
      const { findings, checked } = await patiently(() => api.post<CheckWorkResponse>(`/api/projects/${project}/check`, {}));
      expect(findings).toEqual([]);
      expect(checked["objects"]).toBeGreaterThan(0);
    },
    process: (service, number = 1) => cluster.processes().find(({ place: at }) => at.service === service && at.number === number)!,
    async end() {
      await db.close();
      await home.end();
      await rm(place, { recursive: true, force: true });
    },
  };
}

const OVER = new Set(["done", "failed", "cancelled"]);

/** Makes a request again for as long as its answer is that nobody can answer just now; any other failure is one. */
export async function patiently<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  let refused: ArgosyError | undefined;
  const answer = await until(
    () => `an answer, last was ${refused?.message}`,
    async () => {
      try {
        return { answer: await request() };
      } catch (error) {
        if (!(error instanceof ArgosyError) || (error.code !== "unavailable" && error.code !== "deadline_exceeded")) throw error;
        refused = error;
        return undefined;
      }
    },
    LIMIT_MS,
    100,
  );
  return answer.answer;
}
