import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingServers } from "../cluster/cluster-home.ts";
import type { FaultHome } from "./fault-home.ts";
import { startFaultHome } from "./fault-home.ts";
import { noteRecovery } from "./recoveries.ts";
import { until } from "./until.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const ATTEMPTS = 3;
const LIMIT_MS = 120_000;
const SEGMENT = join(import.meta.dirname, "mains/segment-with-poison.ts");
/** Much more than an honest image of these needs, and much less than anybody would wait for. */
const SETTINGS = { WORKER_SECONDS: "12", WORKER_HEAP_MIB: "64" };
/** What is in `mains/poison.ts`, and what is said of it. */
const REASONS: Readonly<Record<string, string>> = {
  "poison-crash": "WORKER_CRASHED",
  "poison-exit": "WORKER_CRASHED",
  "poison-heap": "OUT_OF_MEMORY",
  "poison-loop": "TASK_TIMEOUT",
};
const samples = <Samples extends Uint8Array | Uint16Array>(type: {
  from(of: { length: number }, at: (_: unknown, i: number) => number): Samples;
}) => type.from({ length: 60 * 40 }, (_, at) => (at * 7) % 251);
const [low, high] = [samples<Uint8Array>(Uint8Array), samples<Uint16Array>(Uint16Array)];
/** Each of a type of samples that no other image has, so that each is a task of its own. */
const TYPES = [
  { bits: 8, planes: [low, low] },
  { bits: 8, planes: [low, low, low, low] },
  { bits: 16, planes: [high, high, high] },
  { bits: 16, planes: [high, high, high, high] },
] as const;
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = await missingServers();

describe.skipIf(missing !== undefined)(`poison in the cluster home${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  const poisons: string[] = [];
  let home: FaultHome;
  let faultFree: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-poison-"));
    for (const [i, name] of Object.keys(REASONS).entries()) {
      poisons.push(join(folder, `${name}.png`));
      await writeFile(poisons[i]!, encodePng({ width: 60, height: 40, ...TYPES[i]! }));
    }
    home = await startFaultHome({ segment: 1, measure: 1 }, { settings: SETTINGS, mains: { segment: SEGMENT } });
    faultFree = await home.canonicalOf(await home.endedJob(await home.beginRun(await home.imported())));
    expect(faultFree.length).toBeGreaterThan(10_000);
  }, 300_000);
  afterAll(async () => {
    await home?.end();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  test.each(tries)("F20 try $number: images that crash, stop or fill their worker fail alone", { timeout: 300_000 }, async () => {
    const segment = home.process("segment");
    const [project, before, pid] = [await home.newProject(), segment.restarts(), segment.pid()];
    const imported = await home.endedJob(await home.beginImport(project, [home.frames, ...poisons]));
    const run = await home.beginRun({ project, collection: imported.results["collection"]! });
    await until("the process has crashed", async () => (segment.pid() === pid ? undefined : true), LIMIT_MS, 5);
    const crashed = performance.now();
    await until("it is back", async () => ((await segment.health()) === "ready" ? true : undefined), LIMIT_MS);
    noteRecovery("F20", performance.now() - crashed);
    const job = await home.overJob(run);
    expect(job.state).toBe("failed");
    const reasons = job.failedItems.map(({ name, problem }) => [name.replace(/\..*/, ""), problem?.reason] as const);
    expect(Object.fromEntries(reasons)).toEqual(REASONS);
    await expectOthersDone(
      run,
      job.failedItems.map(({ task }) => task),
    );
    // It went down with the one that crashes it as often as that was tried, and with nothing else.
    expect(segment.restarts() - before).toBe(ATTEMPTS);
    await until("it is back", async () => ((await segment.health()) === "ready" ? true : undefined), LIMIT_MS);
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(project);
  });

  /** Everything is done but what failed and what needs it; nothing was tried too often. */
  async function expectOthersDone(run: string, failed: readonly string[]): Promise<void> {
    const rows = await home.db.query<{ id: string; state: string; stage: string; attempts: number; lost: number; missing: number }>(
      "select t.id, t.state, t.stage, t.attempts, t.lost, t.missing from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id where jt.job_id = $1",
      [run],
    );
    const others = rows.filter(({ id }) => !failed.includes(id));
    expect(
      rows
        .filter(({ state }) => state === "failed")
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...failed].sort());
    expect(others.filter(({ state, missing }) => state !== "done" && missing === 0)).toEqual([]);
    expect(others.filter(({ state, stage }) => state === "done" && stage === "measure").length).toBeGreaterThan(2);
    // What went down with another one was tried once more for that.
    for (const { attempts, lost } of rows) expect(Math.max(attempts - lost, lost)).toBeLessThanOrEqual(ATTEMPTS);
  }
});
