import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingServers } from "../cluster/cluster-home.ts";
import { argosy } from "./argosy-process.ts";
import type { FaultHome } from "./fault-home.ts";
import { startFaultHome } from "./fault-home.ts";
import { noteTry } from "./recoveries.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = await missingServers();
const TWO = Object.fromEntries(SERVICE_NAMES.map((name) => [name, 2])) as Record<ServiceName, number>;

describe.skipIf(missing !== undefined)(`F21: two of every service${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let home: FaultHome;
  let place: string;
  let laptop: string;
  beforeAll(async () => {
    home = await startFaultHome(TWO);
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

  test.each(tries)("try $number: they do together what one of each does, once", { timeout: 300_000 }, async () => {
    const imported = await home.imported();
    const job = await home.endedJob(await home.beginRun(imported));
    expect(await home.canonicalOf(job)).toBe(laptop);
    await home.expectClean(imported.project);
    const running = home.cluster.processes().map(({ place: at }) => `${at.service}-${at.number}`);
    expect(running.sort()).toEqual(SERVICE_NAMES.flatMap((name) => [`${name}-1`, `${name}-2`]).sort());
    expect(home.cluster.processes().filter((each) => each.restarts() > 0)).toEqual([]);
    noteTry("F21");
  });
});
