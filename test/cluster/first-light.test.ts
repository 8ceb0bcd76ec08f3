import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { checkBundle } from "@argosy/export";
import type { CheckWorkResponse } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Scenario } from "../scenarios/scenario.ts";
import type { ClusterHome } from "./cluster-home.ts";
import { missingServers, startClusterHome } from "./cluster-home.ts";
import type { DemoOutputs } from "./demo-outputs.ts";
import { demoOutputs } from "./demo-outputs.ts";

const FRAMES = 8;
const missing = await missingServers();
test.runIf(process.env["CI"] === "true")("the servers of a cluster are there", () => expect(missing).toBeUndefined());

describe.skipIf(missing !== undefined)(`first light in the cluster home${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let home: ClusterHome;
  let laptop: Scenario;
  let found: DemoOutputs;
  let expected: DemoOutputs;
  beforeAll(async () => {
    laptop = await Scenario.open();
    const folder = join(laptop.folder, "outputs");
    await mkdir(folder);
    expected = await demoOutputs(laptop.api, folder, FRAMES);
    await laptop.stop();
    home = await startClusterHome();
    found = await demoOutputs(home.api, home.folder, FRAMES);
  }, 300_000);
  afterAll(async () => {
    await home?.end();
    await laptop?.end();
  }, 60_000);

  test("every service is its own process; segment and measure are two", () => {
    const processes = home.cluster.processes();
    expect(processes.map(({ place }) => `${place.service}-${place.number}`).sort()).toEqual([
      ...["classify-1", "export-1", "gateway-1", "ingest-1", "measure-1", "measure-2"],
      ...["pipeline-1", "segment-1", "segment-2", "tiles-1"],
    ]);
    expect(new Set(processes.map((each) => each.pid())).size).toBe(10);
  });
  test("what is found is byte for byte what a laptop finds", () => {
    expect(found.canonical.length).toBeGreaterThan(100_000);
    expect(found.canonical).toBe(expected.canonical);
    expect(found.csv).toBe(expected.csv);
    expect(found.truth).toEqual(expected.truth);
  });
  test("the bundle keeps EcoTaxa's rules", async () => {
    const report = await checkBundle(found.bundle, { databaseLimits: true });
    expect(report.findings).toEqual([]);
  });
  test("everything stored hangs together", async () => {
    const check = await home.api.post<CheckWorkResponse>(`/api/projects/${found.project}/check`, {});
    expect(check.findings).toEqual([]);
    expect(check.checked["objects"]).toBeGreaterThan(10);
  });
  test("nothing ended and was started again on the way", () => {
    expect(home.cluster.processes().filter((each) => each.restarts() > 0)).toEqual([]);
  });
});
