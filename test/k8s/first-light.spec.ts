import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOutputs } from "../cluster/demo-outputs.ts";
import { demoOutputs } from "../cluster/demo-outputs.ts";
import { ROOT } from "../run/command.ts";
import { Scenario } from "../scenarios/scenario.ts";
import { ownerToken } from "../support/owner-token.ts";
import type { Installation } from "./installation.ts";
import { install } from "./installation.ts";
import { UploadingClient } from "./uploading-client.ts";

const FRAMES = 8;

describe("Argosy in a Kubernetes of two nodes that refuses pods with rights", () => {
  let argosy: Installation;
  let expected: DemoOutputs;
  let found: DemoOutputs;
  beforeAll(async () => {
    const laptop = await Scenario.open();
    const [there, here] = ["laptop", "cluster"].map((name) => join(laptop.folder, name)) as [string, string];
    for (const folder of [there, here]) await mkdir(folder);
    expected = await demoOutputs(laptop.api, there, FRAMES);
    argosy = await install(join(ROOT, "deploy/dist/argosy-image.tar"), console.info);
    found = await demoOutputs(new UploadingClient(argosy.url, await ownerToken(argosy.servers.databaseUrl)), here, FRAMES);
    await laptop.end();
  });
  afterAll(() => argosy?.end());

  test("what is found through the gateway's service is byte for byte what a laptop finds", () => {
    expect(found.canonical.length).toBeGreaterThan(100_000);
    expect(found.canonical).toBe(expected.canonical);
    expect(found.csv).toBe(expected.csv);
  });
});
