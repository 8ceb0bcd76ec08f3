import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOf } from "../faults/argosy-process.ts";
import { jobEvents } from "../faults/job-events.ts";
import { writeMixedFolder } from "../faults/mixed-folder.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import { darkGraph } from "./graphs.ts";
import { Scenario, type ShownJob } from "./scenario.ts";

let home: Scenario;
let collection: string;
let graph: string;
let run: ShownJob;

beforeAll(async () => {
  home = await Scenario.open();
  await writeFrames(join(home.folder, "frames"));
  collection = await home.import("frames", [join(home.folder, "frames")]);
  graph = (await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(100) })).id;
  run = await home.finish({ kind: "run", collection, graph });
});
afterAll(() => home.end());

describe("a job", () => {
  test("is created with 202 and its address", async () => {
    const body = { kind: "export", project: home.project, run: run.results["run"] };
    const response = await home.request("POST", "/api/jobs", { body });
    expect(response.status).toBe(202);
    const job = (await response.json()) as ShownJob;
    expect(response.headers.get("location")).toBe(`/api/jobs/${job.id}`);
    expect(await home.ended(job.id)).toMatchObject({ kind: "run", state: "done" });
  });

  test("shows kind, state, progress, links to its results, and no problem where there is none", async () => {
    const job = await home.api.get<ShownJob>(`/api/jobs/${run.id}`);
    expect(job).toMatchObject({
      id: run.id,
      project: home.project,
      kind: "run",
      state: "done",
      waitingFor: "",
      failed: 0,
      failedItems: [],
    });
    expect(job.done).toBe(job.total);
    expect(job.stages.map((stage) => stage.stage)).toEqual(["segment", "measure", "classify", "export"]);
    expect(job).not.toHaveProperty("problem");
    expect(job).not.toHaveProperty("etaSeconds");
    expect(job.createdAt <= job.startedAt && job.startedAt <= job.finishedAt).toBe(true);
    for (const name of ["self", "run", "bundle"]) expect((await home.get(job.links[name]!)).status, name).toBe(200);
  });

  test("stands in the list, newest first, by kind and state, page by page", async () => {
    const all = await home.api.get<{ jobs: ShownJob[]; nextCursor: string }>("/api/jobs", { query: { project: home.project } });
    expect(all.jobs.map((job) => job.createdAt)).toEqual(
      all.jobs
        .map((job) => job.createdAt)
        .sort()
        .reverse(),
    );
    expect(all.jobs.map((job) => job.id)).toContain(run.id);
    const imports = await home.api.get<{ jobs: ShownJob[] }>("/api/jobs", { query: { kind: "import", state: "done" } });
    expect(imports.jobs.map((job) => job.kind)).toEqual(["import"]);
    const first = await home.api.get<{ jobs: ShownJob[]; nextCursor: string }>("/api/jobs", { query: { project: home.project, limit: 1 } });
    const query = { project: home.project, limit: 1, cursor: first.nextCursor };
    const second = await home.api.get<{ jobs: ShownJob[] }>("/api/jobs", { query });
    expect([...first.jobs, ...second.jobs].map((job) => job.id)).toEqual(all.jobs.slice(0, 2).map((job) => job.id));
  });

  test("that is not there is 404; one with unknown members 400", async () => {
    expect(await home.problem("GET", `/api/jobs/${"0".repeat(26)}`)).toMatchObject({ status: 404 });
    const body = { kind: "run", project: home.project, collection, graph, state: "done" };
    expect(await home.problem("POST", "/api/jobs", { body })).toMatchObject({ status: 400 });
  });

  test("that is done cannot be retried, nor cancelled", async () => {
    expect(await home.problem("POST", `/api/jobs/${run.id}/retry`)).toMatchObject({ reason: "JOB_NOT_FAILED" });
    const response = await home.request("DELETE", `/api/jobs/${run.id}`);
    expect(await home.api.get(`/api/jobs/${run.id}`), String(response.status)).toMatchObject({ state: "done" });
  });
});

describe("a cancelled run", () => {
  test("stops its tasks, stays as far as it was, and a retry brings it to its end", { timeout: 120_000 }, async () => {
    await writeMixedFolder(join(home.folder, "cruise"), 4);
    const many = (
      await home.ended((await home.begin({ kind: "import", collection: "cruise", paths: [join(home.folder, "cruise", "frames")] })).id)
    ).results["collection"]!;
    const stop = new AbortController();
    const events = jobEvents(home.api, stop.signal);
    const first = events.next();
    const { id } = await home.begin({ kind: "run", collection: many, graph: "plankton" });
    for (let event = await first; ; event = await events.next()) {
      const job = event.value as ShownJob;
      if (job.id === id && job.done > 0) break;
    }
    const cancelled = (await (await home.request("DELETE", `/api/jobs/${id}`)).json()) as ShownJob;
    expect(cancelled).toMatchObject({ id, state: "cancelled" });
    expect(cancelled.done).toBeLessThan(cancelled.total);
    // Whatever else is asked of the same workers comes to its end, and nothing of the cancelled run moved meanwhile.
    await home.finish({
      kind: "run",
      collection,
      graph: (await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(101) })).id,
    });
    const later = await home.api.get<ShownJob>(`/api/jobs/${id}`);
    expect(later).toMatchObject({ state: "cancelled", failed: 0 });
    expect(later.done).toBeLessThan(later.total);
    const response = await home.request("POST", `/api/jobs/${id}/retry`);
    expect(response.status).toBe(202);
    expect(response.headers.get("location")).toBe(`/api/jobs/${id}`);
    const retried = await home.ended(id);
    expect(retried).toMatchObject({ state: "done", failed: 0, failedItems: [] });
    expect(retried.done).toBe(retried.total);
    stop.abort();
  });
});

describe("a run over a stored chunk that is damaged", () => {
  test("fails with OBJECT_CORRUPT and its key; once the bytes are back, a retry repeats only what failed", async () => {
    // Frames of other types lie in arrays of their own, so only one of the two is hit.
    const folder = join(home.folder, "apart");
    await writeFrames(folder);
    const deep = join(home.folder, "cruise", "frames", "deep-0.tif");
    const before = new Set(await stored());
    const apart = await home.import("apart", [folder, deep]);
    const key = await chunkOfDeepArray((await stored()).filter((name) => !before.has(name)));
    const file = join(home.dataFolder, "store", key);
    const bytes = await readFile(file);
    await rename(file, `${file}.away`);
    await writeFile(
      file,
      bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)),
    );
    const { id: other } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(90) });
    const failed = await home.ended((await home.begin({ kind: "run", collection: apart, graph: other })).id);
    expect(failed.state).toBe("failed");
    expect(failed.failedItems).toHaveLength(1);
    expect(failed.failedItems[0]).toMatchObject({ stage: "segment", problem: { code: "data_loss", reason: "OBJECT_CORRUPT" } });
    expect(JSON.stringify(failed.failedItems[0])).toContain(key);
    const check = await home.api.post<{ findings: { invariant: string; message: string }[] }>(`${home.base}/check`, {});
    expect(check.findings.map(({ invariant, message }) => `${invariant} ${message}`)).toEqual([
      `I1 ${key}: has another content than when it was written`,
    ]);
    await rename(`${file}.away`, file);
    const attempts = await attemptsOf(failed.id);
    const retry = await home.request("POST", `/api/jobs/${failed.id}/retry`);
    expect(retry.status).toBe(202);
    const done = await home.ended(failed.id);
    expect(done).toMatchObject({ state: "done", failed: 0, failedItems: [] });
    const again = await attemptsOf(failed.id);
    for (const [task, { state, attempts: count }] of attempts)
      if (state === "done") expect(again.get(task)).toEqual({ state, attempts: count });
    expect([...attempts.values()].filter(({ state }) => state === "done").length).toBeGreaterThan(0);
    expect(await home.api.post(`${home.base}/check`, {})).toMatchObject({ findings: [] });
  });

  /** How often each task of a job was tried, as the database has it. */
  async function attemptsOf(job: string): Promise<Map<string, { state: string; attempts: number }>> {
    const db = await databaseOf(home.dataFolder);
    const rows = await db.query<{ id: string; state: string; attempts: number }>(
      "select t.id, t.state, t.attempts from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id where jt.job_id = $1",
      [job],
    );
    await db.close();
    return new Map(rows.map(({ id, state, attempts }) => [id, { state, attempts }]));
  }

  /** The keys of all stored objects. */
  async function stored(): Promise<string[]> {
    const files = await readdir(join(home.dataFolder, "store"), { recursive: true, withFileTypes: true });
    return files.filter((file) => file.isFile()).map((file) => relative(join(home.dataFolder, "store"), join(file.parentPath, file.name)));
  }

  /** A chunk of full resolution of the array of 16 bits among these objects. */
  async function chunkOfDeepArray(keys: readonly string[]): Promise<string> {
    for (const key of keys.filter((name) => name.endsWith("/0/zarr.json"))) {
      const { data_type } = JSON.parse(await readFile(join(home.dataFolder, "store", key), "utf8")) as { data_type: string };
      const level = key.slice(0, -"zarr.json".length);
      if (data_type === "uint16") return keys.filter((name) => name.startsWith(level) && name !== key).sort()[0]!;
    }
    throw new Error(`there is no array of 16 bits among ${keys.join(", ")}`);
  }
});

test("the event stream tells of every change of a job until its end, to who may see it alone", async () => {
  const stop = new AbortController();
  const states: string[] = [];
  const events = jobEvents(home.api, stop.signal);
  const first = events.next();
  const { id } = await home.finish({ kind: "import", collection: "again", paths: [join(home.folder, "frames")] });
  for (let event = await first; event.done !== true; event = await events.next()) {
    if (event.value.id !== id) continue;
    states.push(event.value.state);
    if (event.value.state === "done") break;
  }
  stop.abort();
  expect(states.at(-1)).toBe("done");
  expect((await fetch(new URL("/api/events", home.api.url))).status).toBe(401);
});
