import { access, chmod, copyFile, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckWorkResponse, Job } from "@argosy/rpc";
import { S3Store } from "@argosy/storage";
import { createDb } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { builtMinio } from "../../cli/src/cluster/servers/minio.ts";
import type { Cluster } from "../../cli/src/cluster/start-cluster.ts";
import { startCluster } from "../../cli/src/cluster/start-cluster.ts";
import { writeDemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { Flow } from "../../cli/src/flow/run-flow.ts";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import type { S3Server } from "../servers/minio-server.ts";
import { startMinioServer } from "../servers/minio-server.ts";
import { silentLog } from "../support/silent-log.ts";
import { BASEBACKUP, baseBackup, copyObjects, giveToDatabase } from "./backup.ts";
import type { ClusterHome } from "./cluster-home.ts";
import { missingServers, startClusterHome } from "./cluster-home.ts";

const FRAMES = 4;
const never = new AbortController().signal;
const quiet = { job: () => undefined, say: () => undefined, end: () => undefined };

const missing =
  (await missingServers()) ??
  (await access(BASEBACKUP).then(
    () => undefined,
    () => "there is no pg_basebackup of PostgreSQL 15",
  ));
test.runIf(process.env["CI"] === "true")("what the drill needs is there", () => expect(missing).toBeUndefined());

/** A run that had ended, and what it came to. */
interface Ended {
  readonly run: string;
  readonly canonical: string;
}

describe.skipIf(missing !== undefined)(`the restore drill${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let home: ClusterHome;
  let elsewhere: S3Server;
  /** Where the copies of the objects lie, and where they are brought back to. */
  let bucket: string;
  let freshBucket: string;
  let restored: Cluster;
  let api: ApiClient;
  let project: string;
  /** Runs that had ended before the backup began, and those that ended later. */
  const before: Ended[] = [];
  const after: Ended[] = [];
  let ended = before;
  const seconds: Record<string, number> = {};
  let disaster: number;
  let lastKept: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-restore-"));
    await chmod(folder, 0o711);
    for (const name of ["data", "backup"]) await mkdir(join(folder, name), { mode: 0o711 });
    home = await startClusterHome();
    project = await new Flow(home.api, quiet, never).project();
    elsewhere = await startMinioServer((await builtMinio(() => undefined)) as string);
    [bucket, freshBucket] = [await elsewhere.newBucket(), await elsewhere.newBucket()];

    const stop = new AbortController();
    const loading = load(home.api, stop.signal);
    loading.catch(() => undefined); // it is awaited below
    await untilEnded(1, before);
    ended = after;
    await untilTasksRun(home.cluster.servers.postgres.url);
    // The address and the password of the database's owner belong to what is kept.
    await copyFile(join(home.folder, "data", "postgres.json"), join(folder, "backup", "postgres.json"));
    await timed("base backup", () => baseBackup(home.cluster.servers.postgres.url, join(folder, "backup")));
    await timed("object copy", () => copyObjects(storeOf(home), backupStore()));
    // What comes now is in no copy: the work that a disaster takes away.
    await untilEnded(after.length + 1, after);
    stop.abort();
    await loading;
    await home.cluster.stop();
    disaster = Date.now();
    await timed("restore", restore);
    api = new ApiClient(restored.url, restored.token);
  }, 300_000);
  afterAll(async () => {
    await restored?.stop();
    await elsewhere?.stop();
    await home?.end();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function timed(what: string, work: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    await work();
    seconds[what] = (performance.now() - begun) / 1_000;
  }

  /** Imports new frames and runs the pipeline on them, again and again. */
  async function load(client: ApiClient, stop: AbortSignal): Promise<void> {
    const flow = new Flow(client, quiet, never);
    for (let seed = 1; !stop.aborted; seed++) {
      const { frames, names, metadata } = await writeDemoFolder(join(folder, `frames-${seed}`), { seed, difficulty: 0.5, frames: FRAMES });
      const finished = await flow.run({ paths: [frames], pipeline: "plankton", names, metadata });
      const canonical = await canonicalOf(client, finished.run);
      ended.push({ run: finished.run, canonical });
    }
  }
  async function canonicalOf(client: ApiClient, id: string): Promise<string> {
    return new TextDecoder().decode(await client.bytes(`/api/projects/${project}/runs/${id}/canonical`));
  }

  async function untilEnded(count: number, list: readonly Ended[]): Promise<void> {
    await vi.waitFor(() => expect(list.length).toBeGreaterThanOrEqual(count), { timeout: 90_000, interval: 50 });
  }
  async function untilTasksRun(url: string): Promise<void> {
    const db = createDb({ url, log: silentLog, poolSize: 1 });
    const running = "select count(*)::int as count from pipeline.task where state = 'running'";
    const check = async () => expect((await db.one<{ count: number }>(running))?.count).toBeGreaterThan(0);
    await vi.waitFor(check, { timeout: 60_000, interval: 20 });
    await db.close();
  }

  function storeOf({ cluster }: ClusterHome): S3Store {
    const { s3, s3Keys, bucket: own } = cluster.servers;
    return new S3Store({ endpoint: s3.url, bucket: own, ...s3Keys });
  }
  function backupStore(name = bucket): S3Store {
    const { endpoint, accessKey, secretKey } = elsewhere;
    return new S3Store({ endpoint, bucket: name, accessKey, secretKey });
  }

  /** Everything from the copies into fresh folders, and the cluster started over it. */
  async function restore(): Promise<void> {
    const data = join(folder, "data");
    await copyFile(join(folder, "backup", "postgres.json"), join(data, "postgres.json"));
    await cp(join(folder, "backup", "pg"), join(data, "pg"), { recursive: true });
    await giveToDatabase(join(data, "pg"));
    await copyObjects(backupStore(), backupStore(freshBucket));
    const { endpoint, accessKey, secretKey } = elsewhere;
    const given = { s3: { endpoint, accessKey, secretKey }, bucket: freshBucket };
    // Nobody who had a task in hand is alive, so that waiting for a sign of them is short.
    const settings = { PIPELINE_SILENT_SECONDS: "12" };
    restored = await startCluster({ dataFolder: data, log: silentLog, given, settings });
    const db = createDb({ url: restored.servers.postgres.url, log: silentLog, poolSize: 1 });
    const row = await db.one<{ at: Date }>(
      "select max(greatest(created_at, finished_at)) as at from pipeline.task where finished_at < $1",
      [new Date(disaster)],
    );
    lastKept = row!.at.getTime();
    await db.close();
  }

  test("was taken while tasks were in hand, and lost what came after it", async () => {
    expect(before.length).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThan(0);
    const { runs } = await api.get<{ runs: { id: string }[] }>(`/api/projects/${project}/runs`);
    const there = new Set(runs.map(({ id }) => id));
    expect(before.filter(({ run: id }) => !there.has(id))).toEqual([]);
    expect(after.filter(({ run: id }) => there.has(id)).length).toBeLessThan(after.length);
  });
  test("what had ended is byte for byte there, and what was in hand goes on to its end", async () => {
    for (const { run: id, canonical } of before) expect(await canonicalOf(api, id)).toBe(canonical);
    const { jobs } = await api.get<{ jobs: Job[] }>("/api/jobs", { query: { project, limit: 200 } });
    const ended = await Promise.all(jobs.map(({ id }) => waitForJob(api, id, () => undefined, AbortSignal.timeout(120_000))));
    expect(ended.filter(({ state }) => state !== "done")).toEqual([]);
  }, 150_000);
  test("everything stored hangs together; objects that are newer than the database are told apart, and can be removed", async () => {
    const check = (repair: boolean) => api.post<CheckWorkResponse>(`/api/projects/${project}/check`, { repair });
    const first = await check(false);
    expect(first.findings).toEqual([]);
    const repaired = await check(true);
    expect(repaired.findings.filter((finding) => finding.invariant !== "I2" || !finding.repaired)).toEqual([]);
    const last = await check(false);
    expect(last.findings).toEqual([]);
    expect(last.checked["orphans"]).toBe(0);
    const told = Object.entries(seconds).map(([what, time]) => `${what} ${time.toFixed(1)} s`);
    const rpo = (disaster - lastKept) / 1_000;
    console.log(
      `restore drill: RPO ${rpo.toFixed(1)} s, RTO ${seconds["restore"]!.toFixed(1)} s; ${told.join(", ")}; ` +
        `${first.checked["objects"]} objects, ${first.checked["orphans"]} of them newer than the database`,
    );
    expect(rpo).toBeGreaterThan(0);
  }, 60_000);
});
