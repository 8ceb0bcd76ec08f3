import { randomUUID } from "node:crypto";
import type { CheckWorkResponse, Job } from "@argosy/rpc";
import { expect } from "vitest";
import { finishJob } from "../../cli/src/flow/wait-for-job.ts";
import type { ApiClient } from "../../cli/src/server/api-client.ts";
import { uploadFile } from "../eval/hostile-upload.ts";
import { until } from "../faults/until.ts";
import type { Argosy } from "./given.ts";
import { GRAPH } from "./given.ts";

const never = new AbortController().signal;
const LIMIT_MS = 300_000;

/** Frames in a project of their own. */
export interface Imported {
  readonly project: string;
  readonly collection: string;
}

/** Imports the cruise, each frame by itself: so each is a task of its own in every stage. */
export async function importCruise({ api, token, cruise }: Argosy): Promise<Imported> {
  const { id: project } = await api.post<{ id: string }>("/api/projects", { name: `Cruise ${randomUUID()}` });
  const jobs: Job[] = [];
  for (const name of cruise.names) {
    const upload = await uploadFile({ api, token, project }, cruise.frames, name);
    jobs.push(await api.post<Job>("/api/jobs", { kind: "import", project, collection: "frames", uploads: [upload] }));
  }
  const collections = new Set<string>();
  for (const { id } of jobs) collections.add((await finishJob(api, id, () => undefined, never)).results["collection"]!);
  expect(collections.size).toBe(1);
  return { project, collection: [...collections][0]! };
}

/** Begins a run, and waits until something of it is done and something is left. @returns Its job. */
export async function beginRun({ api, db }: Argosy, { project, collection }: Imported): Promise<string> {
  const { id } = await api.post<Job>("/api/jobs", { kind: "run", project, collection, graph: GRAPH, model: "none" });
  await until(
    `a task of run ${id} is in hand`,
    async () => {
      const rows = await db.query<{ state: string }>(
        "select t.state from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id where jt.job_id = $1",
        [id],
      );
      if (rows.length > 0 && rows.every(({ state }) => state === "done")) throw new Error("the run was over before anything was disturbed");
      return rows.some(({ state }) => state === "running") ? true : undefined;
    },
    LIMIT_MS,
  );
  return id;
}

/** Whether a job is still under way. */
export async function isUnderWay(api: ApiClient, id: string): Promise<boolean> {
  return ["queued", "running", "waiting"].includes((await api.get<Job>(`/api/jobs/${id}`)).state);
}

/** Waits for the end of a run, through a client that no answer may fail, and fails where anything is lost or not as on a laptop. */
export async function expectWhole({ api, expected }: Argosy, id: string): Promise<void> {
  const { project, results, failedItems } = await finishJob(api, id, () => undefined, never);
  expect(failedItems).toEqual([]);
  const canonical = Buffer.from(await api.bytes(`/api/projects/${project}/runs/${results["run"]}/canonical`)).toString("utf8");
  expect(canonical).toBe(expected);
  const { findings, checked } = await api.post<CheckWorkResponse>(`/api/projects/${project}/check`, {});
  expect(findings).toEqual([]);
  expect(checked["objects"]).toBeGreaterThan(0);
}
