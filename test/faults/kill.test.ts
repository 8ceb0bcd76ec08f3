import { randomInt } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import type { Job } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import type { ApiClient } from "../../cli/src/server/api-client.ts";
import type { ArgosyProcess } from "./argosy-process.ts";
import { argosy, clientOf, databaseOf, familyOf, killAll, startArgosy } from "./argosy-process.ts";
import { killDuring, rightMoment } from "./kill-moment.ts";
import { writeMixedFolder } from "./mixed-folder.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 2);
const SEED = Number(process.env["ARGOSY_FAULT_SEED"] ?? randomInt(2 ** 31));
const FRAMES = 6;
const random = createRandom(SEED);
const never = new AbortController().signal;

let place = "";
let frames = "";
let faultFree = "";
/** How long the run took that nobody disturbed. */
let runMs = 0;

beforeAll(async () => {
  console.info(`ARGOSY_FAULT_SEED=${SEED}`);
  place = await mkdtemp(join(tmpdir(), "argosy-faults-"));
  await chmod(place, 0o711);
  await writeMixedFolder(join(place, "cruise"), FRAMES);
  frames = join(place, "cruise", "frames");
  const [file, summary] = [join(place, "fault-free.txt"), join(place, "fault-free.json")];
  const { code, output } = await argosy("run", frames, "--data", join(place, "fault-free"), "--canonical", file, "--summary", summary);
  expect(code, output).toBe(0);
  faultFree = await readFile(file, "utf8");
  const { images, seconds } = JSON.parse(await readFile(summary, "utf8"));
  expect(images.refused).toBe(5);
  runMs = 1_000 * (seconds.process + seconds.export);
});

afterAll(() => rm(place, { recursive: true, force: true }));

describe("kill -9 of the whole process", () => {
  test.each(Array.from({ length: TRIES }, (_, i) => ({ number: i + 1, family: i % 2 === 0 })))(
    "run $number, with its children: $family, ends by itself after a new start, and finds the same",
    { timeout: 180_000 },
    async ({ number, family }) => {
      const data = join(place, `run-${number}`);
      const moment = await killDuring(
        "run",
        ["run", frames, "--data", data],
        data,
        family,
        (attempt) => (0.1 + (0.8 / 2 ** attempt) * random.next()) * runMs,
      );
      console.info(
        `run ${number}: killed after ${moment.ms.toFixed(0)} of ${runMs.toFixed(0)} ms with ${moment.inHand.length} tasks in hand`,
      );
      await resume(data, async (api, db) => {
        const job = await endedJob(api, moment.job);
        expect(job).toMatchObject({ state: "done", failed: 0, failedItems: [] });
        expect(await attemptsOf(db, moment.inHand)).toSatisfy((attempts: number[]) => attempts.every((count) => count >= 2));
        expect(await text(api, `/api/projects/${job.project}/runs/${job.results["run"]}/canonical`)).toBe(faultFree);
      });
    },
  );

  test("an import goes on where it was, and the same run again finds the same", { timeout: 180_000 }, async () => {
    const data = join(place, "import");
    const moment = await killDuring("import", ["import", frames, "--data", data], data, true, () => 0);
    const canonical = join(place, "import.txt");
    await resume(data, async (api) => {
      expect(await endedJob(api, moment.job)).toMatchObject({ state: "done", failed: 0 });
      const { code, output } = await argosy("run", frames, "--data", data, "--canonical", canonical);
      expect(code, output).toBe(0);
      expect(await readFile(canonical, "utf8")).toBe(faultFree);
    });
  });
});

test("kill -9 of the database alone: it is started again, the run goes on and finds the same", { timeout: 180_000 }, async () => {
  const data = join(place, "database");
  const server = startArgosy(["start", "--no-demo", "--port", "0", "--data", data]);
  try {
    const api = await clientOf(server, data);
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const project = projects[0]!.id;
    const start = async (request: object) => (await api.post<Job>("/api/jobs", { project, ...request })).id;
    const imported = await endedJob(api, await start({ kind: "import", paths: [frames] }));
    const stop = new AbortController();
    const db = await databaseOf(data);
    const moment = rightMoment(api, db, "run", 0.4 * runMs * random.next(), stop.signal);
    const run = await start({ kind: "run", collection: imported.results["collection"], graph: "plankton" });
    expect((await moment)?.job).toBe(run);
    stop.abort();
    killAll([Number((await readFile(join(data, "pg", "postmaster.pid"), "utf8")).split("\n")[0])]);
    await db.close();
    const job = await endedJob(api, run);
    expect(job).toMatchObject({ state: "done", failed: 0, failedItems: [] });
    expect(await text(api, `/api/projects/${project}/runs/${job.results["run"]}/canonical`)).toBe(faultFree);
    expect(await api.post(`/api/projects/${project}/check`, {})).toMatchObject({ findings: [] });
    await endByCtrlC(server);
  } finally {
    killAll(server.child.exitCode === null ? familyOf(server.child.pid!) : []);
  }
});

async function attemptsOf(db: Db, tasks: readonly string[]): Promise<number[]> {
  const rows = await db.query<{ attempts: number }>("select attempts from pipeline.task where id = any($1)", [tasks]);
  expect(rows).toHaveLength(tasks.length);
  return rows.map((row) => row.attempts);
}

/** Starts the server again, looks at what becomes of the work, checks everything, and ends the server by Ctrl-C. */
async function resume(data: string, look: (api: ApiClient, db: Db) => Promise<void>): Promise<void> {
  const server = startArgosy(["start", "--no-demo", "--port", "0", "--data", data]);
  try {
    const api = await clientOf(server, data);
    const db = await databaseOf(data);
    await look(api, db);
    await db.close();
    const { jobs } = await api.get<{ jobs: Job[] }>("/api/jobs");
    expect(jobs.filter((job) => job.state !== "done")).toEqual([]);
    const { code, output } = await argosy("check", "--data", data);
    expect(output).toContain("clean");
    expect(code, output).toBe(0);
    await endByCtrlC(server);
  } finally {
    killAll(server.child.exitCode === null ? familyOf(server.child.pid!) : []);
  }
}

async function endByCtrlC(server: ArgosyProcess): Promise<void> {
  server.child.kill("SIGINT");
  const { code, output } = await server.ended;
  expect([0, 130], output).toContain(code);
}

/** Waits for the end of a job, and bears with a server that says that it has no database just now. */
async function endedJob(api: ApiClient, id: string): Promise<Job> {
  for (;;) {
    try {
      return await waitForJob(api, id, () => undefined, never);
    } catch (error) {
      if (!(error instanceof ArgosyError) || error.reason !== "DB_UNAVAILABLE") throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function text(api: ApiClient, path: string): Promise<string> {
  return Buffer.from(await api.bytes(path)).toString("utf8");
}
