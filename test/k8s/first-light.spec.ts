import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DemoOutputs } from "../cluster/demo-outputs.ts";
import { demoOutputs } from "../cluster/demo-outputs.ts";
import { Scenario } from "../scenarios/scenario.ts";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { noteStep, secondsSince } from "./record.ts";

const FRAMES = 8;

describe("Argosy in a Kubernetes of two nodes that refuses pods with rights", () => {
  let argosy: Argosy;
  let expected: DemoOutputs;
  let found: DemoOutputs;
  beforeAll(async () => {
    argosy = await openArgosy();
    const laptop = await Scenario.open();
    const [there, here] = ["laptop", "cluster"].map((name) => join(laptop.folder, name)) as [string, string];
    for (const folder of [there, here]) await mkdir(folder);
    expected = await demoOutputs(laptop.api, there, FRAMES);
    const begun = performance.now();
    found = await demoOutputs(argosy.api, here, FRAMES);
    noteStep("first-light", `${FRAMES} frames: import, run, labels, training, run, export`, secondsSince(begun));
    await laptop.end();
  });
  afterAll(() => argosy?.close());

  test("what is found through the gateway's service is byte for byte what a laptop finds", () => {
    expect(found.canonical.length).toBeGreaterThan(100_000);
    expect(found.canonical).toBe(expected.canonical);
    expect(found.csv).toBe(expected.csv);
  });
});
