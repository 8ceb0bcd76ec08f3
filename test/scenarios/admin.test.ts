import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { argosy } from "../faults/argosy-process.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import { darkGraph } from "./graphs.ts";
import { Scenario, type ShownJob } from "./scenario.ts";

interface Trouble {
  readonly id: string;
  readonly project: string;
  readonly stage: string;
  readonly state: string;
  readonly reason: string;
  readonly waitingFor: string;
}

let home: Scenario;
let collection: string;
let server: string[];

beforeAll(async () => {
  home = await Scenario.open();
  await writeFrames(join(home.folder, "frames"));
  collection = await home.import("frames", [join(home.folder, "frames")]);
  await home.finish({ kind: "run", collection, graph: await graphOf(99) });
  await writeFile(join(home.folder, "token"), `${home.token}\n`, { mode: 0o600 });
  server = ["--url", home.api.url, "--token-file", join(home.folder, "token")];
});
afterAll(() => home.end());

/** A graph whose results depend on a number, so that nothing of it was made before. */
async function graphOf(threshold: number): Promise<string> {
  return (await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(threshold) })).id;
}

async function admin<T>(...words: readonly string[]): Promise<T> {
  const { code, output } = await argosy("admin", ...words, ...server, "--json");
  expect({ words, code, output: code === 0 ? "" : output }).toEqual({ words, code: 0, output: "" });
  return JSON.parse(output) as T;
}

const troubles = async (...flags: string[]): Promise<readonly Trouble[]> => (await admin<{ tasks: Trouble[] }>("tasks", ...flags)).tasks;

test("what each project keeps is what lies in the store", async () => {
  const { projects } = await admin<{ projects: { project: string; owner: string; objects: number; bytes: number }[] }>("usage");
  const folder = join(home.dataFolder, "store", home.project);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  expect(projects.map(({ owner: _, ...usage }) => usage)).toEqual([{ project: home.project, objects: files.length, bytes }]);
  expect(files.length).toBeGreaterThan(3);
  const { output } = await argosy("admin", "usage", ...server);
  expect(output).toContain(`${files.length} objects  ${bytes} bytes`);
});

describe("a service that is drained", { timeout: 120_000 }, () => {
  test("takes nothing new, which tasks tell; resumed, everything comes to its end", async () => {
    expect(await admin("drain", "measure")).toMatchObject({ stage: "measure", draining: true, running: 0 });
    expect(await admin("drain", "measure")).toMatchObject({ draining: true });
    const { id } = await home.begin({ kind: "run", collection, graph: await graphOf(98) });
    await expect.poll(() => troubles("--stuck"), { timeout: 60_000 }).not.toEqual([]);
    const stuck = await troubles();
    expect(new Set(stuck.map(({ stage, state, reason }) => `${stage} ${state} ${reason}`))).toEqual(new Set(["measure queued DRAINED"]));
    expect(await troubles("--dead")).toEqual([]);
    const job = await home.api.get<ShownJob>(`/api/jobs/${id}`);
    expect(job.stages.find(({ stage }) => stage === "measure")).toMatchObject({ done: 0 });
    expect(await admin("drain", "measure", "--resume")).toMatchObject({ draining: false });
    expect(await home.ended(id)).toMatchObject({ state: "done", failedItems: [] });
    expect(await troubles()).toEqual([]);
  });
  test("is one that takes tasks", async () => {
    const { code, output } = await argosy("admin", "drain", "tiles", ...server);
    expect(code).toBe(1);
    expect(output).toMatch(/FIELD_INVALID: only these take tasks: ingest, segment/);
  });
});

describe("a task that failed for good", { timeout: 120_000 }, () => {
  test("is listed with its reason and what waits for it; requeued, it brings its job to its end", async () => {
    const shard = await shardOf();
    const whole = await readFile(shard);
    await writeFile(
      shard,
      whole.map((byte, i) => (i === whole.length >> 1 ? byte ^ 1 : byte)),
    );
    const { id } = await home.begin({ kind: "run", collection, graph: await graphOf(97) });
    expect((await home.ended(id)).state).toBe("failed");
    const [dead, ...others] = await troubles("--dead");
    expect(dead).toMatchObject({ stage: "segment", state: "failed", reason: "OBJECT_CORRUPT", project: home.project });
    expect(others).toEqual([]);
    const blocked = { stage: "measure", state: "queued", reason: "BLOCKED", waitingFor: dead!.id };
    expect(await troubles("--stuck")).toContainEqual(expect.objectContaining(blocked));
    const { output } = await argosy("admin", "tasks", ...server);
    expect(output).toContain("Stored data is missing or damaged.");
    expect(output).not.toContain("a.png");

    await writeFile(shard, whole);
    expect(await admin("requeue", dead!.id)).toEqual({ task: dead!.id, requeued: true });
    expect(await home.ended(id)).toMatchObject({ state: "done", failedItems: [] });
    expect(await troubles()).toEqual([]);
  });
  test("is not one that is done, or nowhere", async () => {
    const { output } = await argosy("admin", "requeue", "0".repeat(64), ...server);
    expect(output).toContain("there is no such task");
    expect((await argosy("admin", "requeue", "no-id", ...server)).code).toBe(1);
  });
});

/** The file of the samples of the first collection: the only shard that imports have written. */
async function shardOf(): Promise<string> {
  const store = join(home.dataFolder, "store");
  const keys = (await readdir(store, { recursive: true })).sort();
  const level = keys.find((key) => key.includes("/ingest/") && key.endsWith("/0/zarr.json"))!.slice(0, -"zarr.json".length);
  const files = await Promise.all(keys.map(async (key) => (await stat(join(store, key))).isFile()));
  return join(store, keys.find((key, i) => files[i] && key.startsWith(level) && !key.endsWith("zarr.json"))!);
}
