import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { missingServers } from "../cluster/cluster-home.ts";
import { checked, tasksEnded, unready } from "./ask-cluster.ts";
import { DAMAGES, firstChunks } from "./chunk-damages.ts";
import type { FaultHome, Imported } from "./fault-home.ts";
import { ACK_SECONDS, patiently, startFaultHome } from "./fault-home.ts";
import { kill, killWhilePlanning, killWithTask } from "./kill-service.ts";
import { noteRecovery, noteTry } from "./recoveries.ts";
import { msUntilBegun, stillInHand, untilBegunAgain, untilInHand } from "./tasks-in-hand.ts";
import { until } from "./until.ts";
import { brokenOff, hashOf, inHalves, openUpload, storedHash } from "./upload.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const SEED = Number(process.env["ARGOSY_FAULT_SEED"] ?? randomInt(2 ** 31));
const LIMIT_MS = 120_000;
const MIB = 2 ** 20;
/** A run may take twice its time, and so much longer for each process that was killed. */
const OVER_MS = 30_000;
const random = createRandom(SEED);
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = await missingServers();
test.runIf(process.env["CI"] === "true")("the servers of a cluster are there", () => expect(missing).toBeUndefined());

describe.skipIf(missing !== undefined)(`faults in the cluster home${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let home: FaultHome;
  let faultFree: string;
  /** How long the run takes that nobody disturbs. */
  let faultFreeMs = 0;
  let last: Imported;
  let chunks = 0;
  beforeAll(async () => {
    console.info(`ARGOSY_FAULT_SEED=${SEED}`);
    home = await startFaultHome();
    last = await home.imported();
    const begun = performance.now();
    const job = await home.endedJob(await home.beginRun(last));
    faultFreeMs = performance.now() - begun;
    faultFree = await home.canonicalOf(job);
    expect(faultFree.length).toBeGreaterThan(10_000);
    await home.expectClean(last.project);
  }, 300_000);
  afterAll(() => home?.end(), 60_000);

  /** The run ends by itself, has found what it finds without a fault, and everything hangs together. */
  async function expectSame(job: string, project: string): Promise<void> {
    expect(await home.canonicalOf(await home.endedJob(job))).toBe(faultFree);
    await home.expectClean(project);
  }
  const restarts = () => home.cluster.processes().map((each) => each.restarts());

  test.each(tries)("F1 try $number: services killed with work in hand, one after another", { timeout: 300_000 }, async () => {
    const project = await home.newProject();
    const importing = await home.beginImport(project);
    noteRecovery("F1", await killWithTask(home, "ingest", importing, random.next()));
    const { collection } = (await home.endedJob(importing)).results as { collection: string };
    const planned = await killWhilePlanning(home, { project, collection });
    noteRecovery("F1", planned.ms);
    const begun = performance.now();
    const victims = ["segment", "measure", "export"] as const;
    for (const service of victims) noteRecovery("F1", await killWithTask(home, service, planned.job, 0.9 * random.next()));
    const job = await home.endedJob(planned.job);
    expect(performance.now() - begun).toBeLessThan(2 * faultFreeMs + victims.length * OVER_MS);
    await expectSame(job.id, project);
  });

  test.each(tries)("F1 try $number: the gateway killed in the middle of an upload", { timeout: 120_000 }, async () => {
    const upload = await openUpload(home, last.project, 12 * MIB);
    const stop = new AbortController();
    const sent = upload.send(brokenOff(upload.bytes, 10 * MIB, stop.signal), 0);
    await until("a first part is stored", async () => ((await upload.offset()) > 0 ? true : undefined), LIMIT_MS);
    const killed = performance.now();
    await kill(home, "gateway");
    stop.abort();
    expect(await sent).toBe(false);
    expect(await upload.offset()).toBeGreaterThan(0);
    noteRecovery("F1", performance.now() - killed);
    await upload.complete();
    expect(await storedHash(home, upload)).toBe(hashOf(upload));
    await home.expectClean(last.project);
  });

  test.each(tries)("F5 try $number: NATS killed, back after a second", { timeout: 300_000 }, async () => {
    const { nats } = home.cluster.servers;
    const [before, imported] = [restarts(), await home.imported()];
    const run = await home.beginRun(imported);
    const seen = await untilInHand(home.db, run, "segment", 0);
    await nats.crash();
    expect((await stillInHand(home.db, seen)).length).toBeGreaterThan(0);
    await delay(1_000);
    await nats.start();
    const back = await home.db.one<{ now: Date }>("select now() as now");
    await expectSame(run, imported.project);
    const ms = await msUntilBegun(home.db, run, back!.now);
    noteRecovery("F5", ms);
    expect(ms).toBeLessThan(10_000);
    expect(restarts()).toEqual(before);
  });

  test.each(tries)("F12 try $number: sessions of PostgreSQL ended, then the server at once", { timeout: 300_000 }, async () => {
    const { postgres } = home.cluster.servers;
    const [before, imported] = [restarts(), await home.imported()];
    const run = await home.beginRun(imported);
    await untilInHand(home.db, run, "segment", 0);
    const ended = await home.db.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'argosy %' and pid <> pg_backend_pid()",
    );
    expect(ended.length).toBeGreaterThan(0);
    const seen = await untilInHand(home.db, run, "measure", 0);
    expect((await stillInHand(home.db, seen)).length).toBeGreaterThan(0);
    process.kill(postgres.pid()!, "SIGQUIT");
    await until(
      "sessions have ended",
      () =>
        home.db.query("select 1").then(
          () => undefined,
          () => true,
        ),
      LIMIT_MS,
      1,
    );
    await patiently(() => home.db.query("select 1"));
    const back = performance.now();
    await until("all services are ready", async () => ((await unready(home)).length === 0 ? true : undefined), LIMIT_MS);
    const ms = performance.now() - back;
    noteRecovery("F12", ms);
    expect(ms).toBeLessThan(5_000);
    await expectSame(run, imported.project);
    expect(restarts()).toEqual(before);
  });

  test.each(tries)("F8 try $number: the object store killed during 20 uploads", { timeout: 300_000 }, async () => {
    const { s3 } = home.cluster.servers;
    const before = restarts();
    const uploads = await Promise.all(Array.from({ length: 20 }, () => openUpload(home, last.project, MIB)));
    const crashed = new AbortController();
    // The second half comes when there is no store any more.
    const sent = uploads.map((upload) => upload.send(inHalves(upload.bytes, crashed.signal), 0));
    await s3.crash();
    crashed.abort();
    expect(await Promise.all(sent)).toEqual(uploads.map(() => false));
    await s3.start();
    const back = performance.now();
    await Promise.all(uploads.map((upload) => upload.complete()));
    noteRecovery("F8", performance.now() - back);
    for (const upload of uploads) expect(await storedHash(home, upload)).toBe(hashOf(upload));
    expect(await home.stored.unfinished()).toEqual([]);
    await home.expectClean(last.project);
    expect(restarts()).toEqual(before);
  });

  test.each(tries)("F3 try $number: segment asleep for twice the wait of the bus", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    const run = await home.beginRun(imported);
    const asleep = home.process("segment");
    const seen = await untilInHand(home.db, run, "segment", 0);
    const before = await tasksEnded(asleep);
    asleep.kill("SIGSTOP");
    const wake = delay(2 * ACK_SECONDS * 1_000);
    const hit = await stillInHand(home.db, seen);
    expect(hit.length).toBeGreaterThan(0);
    const slept = performance.now();
    await home.cluster.scale("segment", 2);
    expect(await untilBegunAgain(home.db, hit), "another process takes them").toHaveLength(hit.length);
    noteRecovery("F3", performance.now() - slept);
    const job = await home.endedJob(run);
    await wake;
    asleep.kill("SIGCONT");
    await until("what slept is done too", async () => ((await tasksEnded(asleep)) >= before + hit.length ? true : undefined), LIMIT_MS);
    await home.cluster.scale("segment", 1);
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(imported.project);
  });

  // The last ones: `argosy check` looks at everything that the others have left.
  test.each(DAMAGES)("F11: a stored chunk $what", { timeout: 120_000 }, async ({ damage, finding }) => {
    // Chunks that were read are kept: each time it is one of another array.
    const { key, image, edge } = (await firstChunks(home.db, last.project))[chunks++]!;
    const whole = await home.stored.get(key);
    const damaged = damage(whole);
    await (damaged === undefined ? home.stored.remove(key) : home.stored.put(key, damaged));
    // Drawn from the full resolution.
    const tile = `/blobs/${image}/tiles/${Math.max(0, Math.ceil(Math.log2(edge / 256)))}/0/0?format=png`;
    await expect(home.api.bytes(tile).then(() => "drawn")).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key } });
    expect(await checked(home)).toEqual({ code: 1, findings: [`I1: ${key}: ${finding(whole)}`] });
    await home.stored.put(key, whole);
    await home.api.bytes(tile);
    expect(await checked(home)).toEqual({ code: 0, findings: [] });
    noteTry("F11");
  });
});
