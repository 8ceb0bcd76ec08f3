import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Job, LabelActionResult } from "@argosy/rpc";

/** How long each took, in milliseconds, and how many objects it changed. */
export type MassLabels = readonly { readonly what: string; readonly ms: number; readonly objects: number }[];

/** Asks the interface. */
export type Send = <T>(method: "GET" | "POST", path: string, body?: unknown) => Promise<T>;

const TAUGHT = 200;

/** Relabels all objects of a run at once, takes it back, teaches a forest on a few of them, and accepts what it says by its score. */
export async function labelMany(send: Send, project: string, run: string): Promise<MassLabels> {
  const base = `/api/projects/${project}`;
  for (const name of ["large", "small"]) await send("POST", `${base}/classes`, { name });
  const client = randomUUID();
  let sequence = 0;
  const done: { what: string; ms: number; objects: number }[] = [];
  const act = async (what: string, action: object): Promise<string> => {
    const id = randomUUID();
    const begun = performance.now();
    const { results } = await send<{ results: LabelActionResult[] }>("POST", `${base}/label-actions`, {
      client,
      actions: [{ id, sequence: ++sequence, ...action }],
    });
    done.push({ what, ms: performance.now() - begun, objects: results[0]!.changed });
    return id;
  };
  const all = await act("a class for all objects", { run, filter: [], class: "large" });
  await act("that taken back", { undoes: all });
  for (const descending of [true, false]) {
    const { objects } = await send<{ objects: { id: string }[] }>(
      "GET",
      `${base}/runs/${run}/objects?limit=${TAUGHT}&sort=shape.area&descending=${descending}`,
    );
    await act(`a class for ${TAUGHT}`, { run, objects: objects.map(({ id }) => id), class: descending ? "large" : "small" });
  }
  const finish = async (request: object) => {
    let job = await send<Job>("POST", "/api/jobs", { project, run, ...request });
    while (["queued", "running", "waiting"].includes(job.state)) {
      await pause(100);
      job = await send<Job>("GET", `/api/jobs/${job.id}`);
    }
    if (job.state !== "done") throw new Error(`${job.title} ended as ${job.state}`);
  };
  await finish({ kind: "training" });
  await finish({ kind: "prediction" });
  await act("predictions accepted from a score of 0.9 on", {
    run,
    filter: ["author:eq:", "status:eq:predicted", "score:ge:0.9"],
    status: "validated",
  });
  return done.filter(({ what }) => what !== `a class for ${TAUGHT}`);
}
