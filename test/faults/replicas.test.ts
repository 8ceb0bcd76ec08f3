import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job, ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingServers } from "../cluster/cluster-home.ts";
import { argosy } from "./argosy-process.ts";
import { addressesOfAll, askAtOnce, askUntilTaken, CLIENTS } from "./busy-clients.ts";
import type { FaultHome } from "./fault-home.ts";
import { startFaultHome } from "./fault-home.ts";
import { noteTry } from "./recoveries.ts";
import { restartInTime, restartOneOfEach } from "./rolling.ts";
import { untilManyInHand } from "./tasks-in-hand.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = await missingServers();
/** In hand when the first process is asked to end. */
const TASKS = 4;
const TWO = Object.fromEntries(SERVICE_NAMES.map((name) => [name, 2])) as Record<ServiceName, number>;

describe.skipIf(missing !== undefined)(`two of every service${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let home: FaultHome;
  let place: string;
  let laptop: string;
  let last: Job;
  beforeAll(async () => {
    home = await startFaultHome(TWO, { settings: { DRAIN_MS: "500" } });
    place = await mkdtemp(join(tmpdir(), "argosy-faults-"));
    await chmod(place, 0o711);
    const file = join(place, "canonical");
    const { code, output } = await argosy("run", home.frames, "--data", join(place, "data"), "--canonical", file);
    expect(code, output).toBe(0);
    laptop = await readFile(file, "utf8");
  }, 300_000);
  afterAll(async () => {
    await home?.end();
    if (place !== undefined) await rm(place, { recursive: true, force: true });
  }, 60_000);

  test.each(tries)("F21 try $number: they do together what one of each does, once", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    const job = await home.endedJob(await home.beginRun(imported));
    expect(await home.canonicalOf(job)).toBe(laptop);
    await home.expectClean(imported.project);
    const running = home.cluster.processes().map(({ place: at }) => `${at.service}-${at.number}`);
    expect(running.sort()).toEqual(SERVICE_NAMES.flatMap((name) => [`${name}-1`, `${name}-2`]).sort());
    expect(home.cluster.processes().filter((each) => each.restarts() > 0)).toEqual([]);
    noteTry("F21");
    last = job;
  });

  test.each(tries)("F4 try $number: all restarted with requests and tasks in hand", { timeout: 300_000 }, async () => {
    const address = await addressesOfAll(home, last);
    let number = 0;
    let inHand = 0;
    for (const process of [1, 2]) {
      const imported = await Promise.all([home.imported(), home.imported()]);
      const runs = await Promise.all(imported.map((each) => home.beginRun(each)));
      await untilManyInHand(home.db, runs, TASKS);
      const rolled = await restartOneOfEach(home, process, () => address(number++));
      expect(rolled.problems).toEqual([]);
      inHand += rolled.inHand;
      console.info(`F4: ${rolled.asked} requests, ${rolled.inHand} messages in hand of those that ended`);
      for (const run of runs) {
        const job = await home.endedJob(run);
        expect(await home.canonicalOf(job)).toBe(laptop);
        await home.expectClean(job.project);
      }
    }
    expect(inHand).toBeGreaterThan(0);
    noteTry("F4");
  });

  test.each(tries)("F4 try $number: the gateway answers what it was asked before it ends", { timeout: 120_000 }, async () => {
    const address = await addressesOfAll(home, last);
    const addresses = Array.from({ length: CLIENTS }, (_, number) => address(1_000_000 + number));
    const problems = await askUntilTaken(home, addresses);
    const ended = restartInTime(home.process("gateway"));
    expect(await problems()).toEqual([]);
    await ended;
    expect(await askAtOnce(home, [address(1)])).toEqual([]);
    noteTry("F4");
  });
});
