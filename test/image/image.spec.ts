import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import type { DemoOutputs } from "../cluster/demo-outputs.ts";
import { demoOutputs } from "../cluster/demo-outputs.ts";
import { ROOT } from "../run/command.ts";
import { Scenario } from "../scenarios/scenario.ts";
import { ownerToken } from "../support/owner-token.ts";
import type { ImageHome } from "./image-home.ts";
import { startImageHome } from "./image-home.ts";

const FRAMES = 8;

describe("the image, as the pods of the chart run it: read-only root, no capabilities, /tmp of a bound size", () => {
  let home: ImageHome;
  let expected: DemoOutputs;
  let found: DemoOutputs;
  beforeAll(async () => {
    const laptop = await Scenario.open();
    const folder = join(laptop.folder, "outputs");
    await mkdir(folder);
    expected = await demoOutputs(laptop.api, folder, FRAMES);
    await laptop.end();
    home = await startImageHome();
    found = await demoOutputs(new ApiClient(home.url, await ownerToken(home.databaseUrl)), home.folder, FRAMES);
  });
  afterAll(() => home?.end());

  test("the preflight found the servers right, the migration made the schemas", () => {
    expect(
      home.said.preflight
        .trim()
        .split("\n")
        .map((line) => line.slice(0, 5)),
    ).toEqual(["ok   ", "ok   ", "ok   "]);
    expect(home.said.migrate).toMatch(/^applied read\/0000-read\.sql, /);
  });

  test("every Deployment has a pod that is ready", () => {
    expect(home.pods.map(({ name }) => name.replace("here-", "")).sort()).toEqual(
      [
        "classify",
        "export",
        "gateway",
        "ingest",
        "measure",
        "pipeline",
        "segment",
        "tiles",
        ...STAGES.map((stage) => `${stage}-tasks`),
      ].sort(),
    );
  });

  test("what is found is byte for byte what a laptop finds", () => {
    expect(found.canonical.length).toBeGreaterThan(100_000);
    expect(found.canonical).toBe(expected.canonical);
    expect(found.csv).toBe(expected.csv);
  });

  test("the page is served, and the owner signs in with the password of the secret", async () => {
    expect(await (await fetch(home.url)).text()).toContain("<html");
    const body = JSON.stringify({ name: "owner", password: home.ownerPassword });
    const signIn = (text: string) =>
      fetch(`${home.url}/api/session`, { method: "POST", headers: { "content-type": "application/json" }, body: text });
    expect((await signIn(body)).ok).toBe(true);
    expect((await signIn(body.replace("heather", "nettle"))).status).toBe(401);
  });

  test("all end in order when they are asked to", async () => {
    await Promise.all(home.pods.map((pod) => pod.stop()));
    for (const pod of home.pods) expect((await pod.log()).trim().split("\n").at(-1), pod.name).toContain('"message":"ended"');
  });
});

test("the bill of materials names Node, the C library, and every package of npm that the image holds", async () => {
  const bill = JSON.parse(await readFile(join(ROOT, "deploy/dist/argosy-image.cdx.json"), "utf8")) as { components: { purl: string }[] };
  const purls = bill.components.map(({ purl }) => purl);
  for (const needed of [/^pkg:generic\/node@24/, /^pkg:deb\/debian\/libc6@/, /^pkg:npm\/fastify@/, /^pkg:npm\/%40grpc\/grpc-js@/])
    expect(
      purls.some((purl) => needed.test(purl)),
      String(needed),
    ).toBe(true);
  expect(new Set(purls).size).toBe(purls.length);
});

const STAGES = ["ingest", "segment", "measure", "classify", "export"];
