import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { finishJob } from "../../cli/src/flow/wait-for-job.ts";
import { until } from "../faults/until.ts";
import type { Imported } from "./cruise.ts";
import { beginRun, expectWhole, importCruise, isUnderWay } from "./cruise.ts";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { explain, NAMESPACE } from "./installation.ts";
import { brokenBudgets, livePods, tasksEnded, untilSettled } from "./live-state.ts";
import { patientClient } from "./patient-client.ts";
import { noteStep, secondsSince } from "./record.ts";

const LIMIT_MS = 180_000;
const LOOK_MS = 500;
const KEPT_CONNECTIONS = 20;
const DRAIN_SECONDS = 400;

describe("a run goes on, and nothing is lost, while", () => {
  let argosy: Argosy;
  let imported: Imported;
  beforeAll(async () => {
    argosy = await openArgosy();
  });
  beforeEach(async () => {
    await untilSettled(argosy.kubectl);
    imported = await importCruise(argosy);
  });
  afterAll(() => argosy?.close());

  test("a pod of each service is deleted", async () => {
    const { kubectl, api } = argosy;
    const pods = await livePods(kubectl);
    const parts = [...new Set(pods.map(({ part }) => part))];
    expect(parts).toHaveLength(13);
    const begun = performance.now();
    const run = await beginRun(argosy, imported);
    const victims = parts.map((part) => pods.find((pod) => pod.part === part)!.name);
    await kubectl(["-n", NAMESPACE, "delete", "pod", ...victims, "--wait=false"]);
    expect(await isUnderWay(api, run)).toBe(true);
    const deleted = performance.now();
    const [settled] = await Promise.all([untilSettled(kubectl).then(() => secondsSince(deleted)), expectWhole(argosy, run)]);
    noteStep(
      "faults",
      `a pod of each of ${parts.length} Deployments deleted`,
      `run ended after ${secondsSince(begun)}, all pods back after ${settled}`,
    );
  });

  test("segment has three pods instead of one", async () => {
    const { kubectl } = argosy;
    const begun = performance.now();
    const run = await beginRun(argosy, imported);
    await scaleSegment(argosy, 3);
    await untilSettled(kubectl);
    const scaled = secondsSince(begun);
    // One run may be over when the pods are there: the next has all three.
    const second = await beginRun(argosy, await importCruise(argosy));
    await Promise.all([expectWhole(argosy, run), expectWhole(argosy, second)]);
    const pods = (await livePods(kubectl)).filter(({ part }) => part === "segment-tasks");
    const ended = await Promise.all(pods.map((pod) => tasksEnded(kubectl, pod)));
    expect(ended).toHaveLength(3);
    expect(ended.filter((count) => count > 0).length).toBeGreaterThan(1);
    noteStep("faults", "segment scaled from 1 to 3 pods", `all there after ${scaled}; they ended ${ended.join(", ")} tasks`);
  });

  test("the link of a node is cut", async () => {
    const { kubectl, kube } = argosy;
    const cutNode = argosy.access.cut.node;
    const before = await livePods(kubectl);
    const away = before.filter(({ node }) => node === cutNode);
    expect(away.length).toBeGreaterThan(3);
    const patient = patientClient(argosy);
    const run = await beginRun(argosy, imported);
    const cut = performance.now();
    try {
      await kube.setLink("down");
      await untilNode(argosy, false);
      const noticed = secondsSince(cut);
      await finishJob(patient, run, () => undefined, new AbortController().signal);
      const over = secondsSince(cut);
      await kube.setLink("up");
      const joined = performance.now();
      await untilNode(argosy, true);
      await untilSettled(kubectl);
      noteStep(
        "faults",
        `link of a node with ${away.length} of ${before.length} pods cut`,
        `node not ready after ${noticed}, run ended after ${over}; link back, all pods answer after ${secondsSince(joined)}`,
      );
    } finally {
      await kube.setLink("up");
    }
    const after = await livePods(kubectl);
    // A connection that was kept over the cut is reset when it is used again.
    await Promise.all(Array.from({ length: KEPT_CONNECTIONS }, () => patient.get("/api/projects")));
    const known = new Map(before.map(({ uid, restarts }) => [uid, restarts]));
    expect(after.filter(({ uid, restarts }) => restarts > (known.get(uid) ?? restarts))).toEqual([]);
    await expectWhole(argosy, run);
  });

  test("a node is drained", async () => {
    const { kubectl } = argosy;
    await scaleSegment(argosy, 3);
    await untilSettled(kubectl);
    const node = crowdedNode(await livePods(kubectl));
    const evicted = (await livePods(kubectl)).filter((pod) => pod.node === node).length;
    const run = await beginRun(argosy, imported);
    const begun = performance.now();
    const drained = new AbortController();
    const watched = watchBudgets(argosy, drained.signal);
    try {
      await kubectl(["drain", node, "--ignore-daemonsets", "--delete-emptydir-data", `--timeout=${DRAIN_SECONDS}s`]).catch((error) =>
        explain(kubectl, error),
      );
      const took = secondsSince(begun);
      drained.abort();
      const { looks, broken } = await watched;
      expect(broken).toEqual([]);
      expect((await livePods(kubectl)).filter((pod) => pod.node === node)).toEqual([]);
      await expectWhole(argosy, run);
      noteStep(
        "faults",
        `a node with ${evicted} pods drained`,
        `${took}; every budget kept at ${looks} looks; run ended after ${secondsSince(begun)}`,
      );
    } finally {
      drained.abort();
      await kubectl(["uncordon", node]);
      await scaleSegment(argosy, 1);
    }
  });
});

async function scaleSegment({ kubectl }: Argosy, pods: number): Promise<void> {
  await kubectl(["-n", NAMESPACE, "scale", "deployment", "argosy-segment-tasks", `--replicas=${pods}`]);
}

/** The node that has more than one pod of segment's tasks: its budget lets them go one after another. */
function crowdedNode(pods: Awaited<ReturnType<typeof livePods>>): string {
  const nodes = pods.filter(({ part }) => part === "segment-tasks").map(({ node }) => node);
  const crowded = nodes.find((node, i) => nodes.indexOf(node) !== i);
  if (crowded === undefined) throw new Error(`no node has two pods of segment: ${nodes.join(", ")}`);
  return crowded;
}

/** Looks at all budgets until the signal. @returns How often, and which were broken. */
async function watchBudgets(
  { kubectl }: Argosy,
  signal: AbortSignal,
): Promise<{ readonly looks: number; readonly broken: readonly string[] }> {
  const broken = new Set<string>();
  let looks = 0;
  while (!signal.aborted) {
    for (const each of await brokenBudgets(kubectl)) broken.add(each);
    looks++;
    await delay(LOOK_MS);
  }
  return { looks, broken: [...broken] };
}

async function untilNode({ kubectl, access }: Argosy, ready: boolean): Promise<void> {
  const { node } = access.cut;
  const state = "jsonpath={.status.conditions[?(@.type=='Ready')].status}";
  await until(
    `${node} is ${ready ? "" : "not "}ready`,
    async () => ((await kubectl(["get", "node", node, "-o", state])) === "True") === ready || undefined,
    LIMIT_MS,
    LOOK_MS,
  );
}
