import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { File, Job } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import { importUploads, uploadFile } from "../eval/hostile-upload.ts";
import { SAMPLES, whySkipped } from "../support/samples.ts";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { NAMESPACE } from "./installation.ts";
import type { LivePod } from "./live-state.ts";
import { livePods, untilSettled } from "./live-state.ts";
import { podFaults } from "./pod-faults.ts";
import { noteStep, secondsSince } from "./record.ts";
import { watchScratch } from "./scratch-use.ts";

const FOLDER = join(SAMPLES, "hostile");
const skipped = whySkipped("hostile");

describe("pods are shut in", () => {
  let argosy: Argosy;
  beforeAll(async () => {
    argosy = await openArgosy();
    await untilSettled(argosy.kubectl);
  });
  afterAll(() => argosy?.close());

  test("each runs as nobody, without rights, on files that it cannot change", async () => {
    const { kubectl } = argosy;
    const pods = await livePods(kubectl);
    const faults = await Promise.all(pods.map(async (pod) => (await podFaults(kubectl, pod)).map((fault) => `${pod.name}: ${fault}`)));
    expect(faults.flat()).toEqual([]);
    noteStep("hostile", "rights of the live pods", `${pods.length} pods looked at from outside and from within`);
  });

  test.skipIf(skipped !== undefined)(
    `hostile files hurt no pod, and fail with a reason${skipped === undefined ? "" : ` (skipped: ${skipped})`}`,
    async () => {
      const { kubectl, api, token } = argosy;
      const before = await livePods(kubectl);
      const begun = performance.now();
      const ended = new AbortController();
      const watched = watchScratch(kubectl, before, ended.signal);
      const { id: project } = await api.post<{ id: string }>("/api/projects", { name: "Hostile" });
      const place = { api, token, project };
      const names = (await readdir(FOLDER, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)))
        .sort();
      const uploads: string[] = [];
      for (const name of names) uploads.push(await uploadFile(place, FOLDER, name));
      const imported = await importUploads(place, uploads, "hostile");
      const files = await filesOf(argosy, project, imported);
      const run = await runOver(argosy, project, imported);
      ended.abort();
      const { mostBytes, share, looks } = await watched;
      const refused = files.filter(({ state }) => state === "refused");
      expect(files).toHaveLength(names.length);
      expect(files.filter(({ state }) => state !== "ready" && state !== "refused")).toEqual([]);
      expect(refused.length).toBeGreaterThan(100);
      expect(refused.filter(({ problem }) => !problem?.reason || problem.code === "internal").map(({ path }) => path)).toEqual([]);
      expect(run.failedItems.filter(({ problem }) => !problem?.reason || problem.code === "internal")).toEqual([]);
      const seen = (pods: readonly LivePod[]) =>
        pods.map(({ uid, restarts }) => ({ uid, restarts })).sort((a, b) => (a.uid < b.uid ? -1 : 1));
      expect(seen(await livePods(kubectl))).toEqual(seen(before));
      expect(await evicted(argosy)).toEqual([]);
      expect(looks).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
      noteStep(
        "hostile",
        `${names.length} hostile files imported and run over`,
        `${secondsSince(begun)}; ${refused.length} refused with a reason, no pod restarted or evicted; scratch of a pod at most ${(mostBytes / 2 ** 20).toFixed(1)} MiB, ${(100 * share).toFixed(1)} % of its room`,
      );
    },
  );
});

function filesOf({ api }: Argosy, project: string, { results }: Job): Promise<File[]> {
  return Array.fromAsync(api.pages<File>(`/api/projects/${project}/collections/${results["collection"]}/files`, "files"));
}

/** Takes what could be read through a pipeline, to the end, whatever fails of it. */
async function runOver({ api }: Argosy, project: string, { results }: Job): Promise<Job> {
  const { id } = await api.post<Job>("/api/jobs", {
    kind: "run",
    project,
    collection: results["collection"],
    graph: "nuclei",
    model: "none",
  });
  return waitForJob(api, id, () => undefined, new AbortController().signal);
}

async function evicted({ kubectl }: Argosy): Promise<readonly string[]> {
  const { items } = JSON.parse(await kubectl(["-n", NAMESPACE, "get", "events", "-o", "json", "--field-selector", "reason=Evicted"])) as {
    items: readonly { message: string }[];
  };
  return items.map(({ message }) => message);
}
