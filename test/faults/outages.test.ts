import { randomInt } from "node:crypto";
import { cp, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { missingServers } from "../cluster/cluster-home.ts";
import { unready } from "./ask-cluster.ts";
import { firstChunks } from "./chunk-damages.ts";
import { killWhileDrawing, killWhileTraining } from "./kill-held.ts";
import type { OutageHome } from "./outage-home.ts";
import { startOutageHome } from "./outage-home.ts";
import { noteRecovery, noteTry } from "./recoveries.ts";
import { missingStandby } from "./standby.ts";
import { bumpy, expectBoundedReads, expectSafeWrites } from "./store-faults.ts";
import { msUntilBegun, stillInHand, untilInHand } from "./tasks-in-hand.ts";
import { until } from "./until.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const LIMIT_MS = 120_000;
/** Until work goes on after the bus is back, and after the database is. */
const [BUS_MS, DATABASE_MS] = [10_000, 5_000];
const SEED = Number(process.env["ARGOSY_FAULT_SEED"] ?? randomInt(2 ** 31));
const random = createRandom(SEED);
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = (await missingServers()) ?? (await missingStandby());
test.runIf(process.env["CI"] === "true")("the servers and a standby are there", () => expect(missing).toBeUndefined());

describe.skipIf(missing !== undefined)(`outages in the cluster home${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let home: OutageHome;
  let faultFree: string;
  beforeAll(async () => {
    console.info(`ARGOSY_FAULT_SEED=${SEED}`);
    home = await startOutageHome();
    const imported = await home.imported();
    faultFree = await home.canonicalOf(await home.endedJob(await home.beginRun(imported)));
    expect(faultFree.length).toBeGreaterThan(10_000);
    await home.expectClean(imported.project);
  }, 300_000);
  afterAll(() => home?.end(), 60_000);

  const restarts = () => home.cluster.processes().map((each) => each.restarts());
  const now = async () => (await home.db.one<{ now: Date }>("select clock_timestamp() as now"))!.now;

  /** A run during which the bus is killed, with tasks in hand, and comes back after something has happened to it. */
  async function throughOutage(fault: string, happens: () => Promise<void>): Promise<void> {
    const { nats } = home.cluster.servers;
    const [before, imported] = [restarts(), await home.imported()];
    const run = await home.beginRun(imported);
    const seen = await untilInHand(home.db, run, "segment", 0);
    await nats.crash();
    expect((await stillInHand(home.db, seen)).length).toBeGreaterThan(0);
    await happens();
    await nats.start();
    const back = await now();
    const job = await home.endedJob(run);
    const ms = await msUntilBegun(home.db, run, back);
    noteRecovery(fault, ms);
    expect(ms).toBeLessThan(BUS_MS);
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(imported.project);
    expect(restarts()).toEqual(before);
  }

  test.each(tries)("F5 try $number: NATS killed, back after ten seconds", { timeout: 300_000 }, async () => {
    await throughOutage("F5", () => delay(10_000));
  });

  test.each(tries)("F6 try $number: NATS killed, and its folder lost", { timeout: 300_000 }, async () => {
    await throughOutage("F6", () => rm(home.cluster.servers.nats.folder!, { recursive: true }));
  });

  test.each(tries)("F6 try $number: NATS killed, and put back from an old copy", { timeout: 300_000 }, async () => {
    const { nats } = home.cluster.servers;
    const copy = `${nats.folder!}-copy`;
    const earlier = await home.beginRun(await home.imported());
    await untilInHand(home.db, earlier, "segment", 0);
    await nats.crash();
    await cp(nats.folder!, copy, { recursive: true });
    await nats.start();
    await home.endedJob(earlier);
    await throughOutage("F6", async () => {
      await rm(nats.folder!, { recursive: true });
      await cp(copy, nats.folder!, { recursive: true });
    });
    await rm(copy, { recursive: true });
  });

  test.each(tries)("F12 try $number: the database fails for good, and a standby takes its place", { timeout: 300_000 }, async () => {
    const [before, imported] = [restarts(), await home.imported()];
    const failOver = await home.prepareStandby();
    const run = await home.beginRun(imported);
    const seen = await untilInHand(home.db, run, "segment", 0);
    expect((await stillInHand(home.db, seen)).length).toBeGreaterThan(0);
    await failOver();
    const back = performance.now();
    await until("all services are ready", async () => ((await unready(home)).length === 0 ? true : undefined), LIMIT_MS);
    const ms = performance.now() - back;
    noteRecovery("F12", ms);
    expect(ms).toBeLessThan(DATABASE_MS);
    expect(await home.canonicalOf(await home.endedJob(run))).toBe(faultFree);
    await home.expectClean(imported.project);
    expect(restarts()).toEqual(before);
  });

  test("F9: requests to a store in trouble are made five times at most", { timeout: 120_000 }, async () => {
    await expectBoundedReads(home);
    await expectSafeWrites(home);
  });

  test.each(tries)("F9 try $number: a run over a store in trouble", { timeout: 300_000 }, async () => {
    const before = { ...home.store.happened };
    home.store.disturb(bumpy(random.next));
    const imported = await home.imported();
    const job = await home.endedJob(await home.beginRun(imported));
    home.store.disturb();
    for (const fault of ["busy", "lateError", "cut", "hang"] as const)
      expect(home.store.happened[fault], fault).toBeGreaterThan(before[fault]);
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(imported.project);
    noteTry("F9");
  });

  test.each(tries)("F9 try $number: a store that has stored something else", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    let key: string | undefined;
    home.store.disturb(({ method, path }) => {
      if (key !== undefined || method !== "PUT" || !path.includes(`${imported.project}/segment/`)) return undefined;
      key = path.slice(path.indexOf(imported.project));
      return "wrongEtag";
    });
    const run = await home.beginRun(imported);
    const failed = await until("the run has failed", async () => over(await home.api.get<Job>(`/api/jobs/${run}`)), LIMIT_MS);
    expect(failed.failedItems).toMatchObject([{ stage: "segment", problem: { reason: "OBJECT_CORRUPT", details: { key } } }]);
    await home.expectClean(imported.project);
    home.store.disturb();
    await home.api.post(`/api/jobs/${run}/retry`, {});
    expect(await home.canonicalOf(await home.endedJob(run))).toBe(faultFree);
    await home.expectClean(imported.project);
    noteTry("F9");
  });

  test("F11: a run over a stored chunk that is gone names it", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    const { key } = (await firstChunks(home.db, imported.project))[0]!;
    const whole = await home.stored.get(key);
    await home.stored.remove(key);
    const run = await home.beginRun(imported);
    const failed = await until("the run has failed", async () => over(await home.api.get<Job>(`/api/jobs/${run}`)), LIMIT_MS);
    expect(failed.failedItems).toMatchObject([{ stage: "segment", problem: { reason: "OBJECT_CORRUPT", details: { key } } }]);
    await home.stored.put(key, whole);
    await home.api.post(`/api/jobs/${run}/retry`, {});
    expect(await home.canonicalOf(await home.endedJob(run))).toBe(faultFree);
    await home.expectClean(imported.project);
    noteTry("F11");
  });

  test.each(tries)("F1 try $number: tiles killed while it draws, classify while it trains", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    noteRecovery("F1", await killWhileDrawing(home, imported.project));
    const job = await home.endedJob(await home.beginRun(imported));
    noteRecovery("F1", await killWhileTraining(home, job));
    await home.expectClean(imported.project);
  });
});

function over(job: Job): Job | undefined {
  return ["done", "failed", "cancelled"].includes(job.state) ? job : undefined;
}
