import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { STAGES } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../faults/until.ts";
import { beginRun, expectWhole, importCruise } from "./cruise.ts";
import type { Argosy } from "./given.ts";
import { openArgosy } from "./given.ts";
import { explain, NAMESPACE, RELEASE } from "./installation.ts";
import type { Keda } from "./keda-operator.ts";
import { startKeda } from "./keda-operator.ts";
import { liveDeployments, untilSettled } from "./live-state.ts";
import { partVersions } from "./parts/build-parts.ts";
import { noteStep } from "./record.ts";

const COOLDOWN_SECONDS = 20;
const LIMIT_MS = 300_000;
const LOOK_MS = 500;

describe("KEDA has as many pods of a stage as messages wait for it", () => {
  let argosy: Argosy;
  let keda: Keda;
  beforeAll(async () => {
    argosy = await openArgosy();
    await untilSettled(argosy.kubectl);
    keda = await startKeda(argosy.access, join(argosy.folder, "keda"), console.info);
    await upgrade(argosy, {
      "scaling.keda": "true",
      "scaling.pollSeconds": "2",
      "scaling.cooldownSeconds": String(COOLDOWN_SECONDS),
      "workers.segment.lag": "2",
      "workers.segment.maxReplicas": "3",
      ...Object.fromEntries(STAGES.map((stage) => [`workers.${stage}.minReplicas`, "0"])),
    });
  });
  afterAll(async () => {
    // The operator itself lets its objects go.
    if (keda !== undefined) {
      await upgrade(argosy, {
        "scaling.keda": "false",
        ...Object.fromEntries(STAGES.map((stage) => [`workers.${stage}.minReplicas`, "1"])),
      });
      // It may have scaled once more before its objects were gone.
      const tasks = STAGES.map((stage) => `argosy-${stage}-tasks`);
      await argosy.kubectl(["-n", NAMESPACE, "scale", "deployment", "--replicas=1", ...tasks]);
      await untilSettled(argosy.kubectl);
    }
    await keda?.stop();
    await argosy?.close();
  });

  test("segment goes from none to one to more, and back to none after the cool-down", async () => {
    await until("nobody takes tasks", async () => ((await wanted(argosy)) === 0 ? true : undefined), LIMIT_MS, LOOK_MS);
    const imported = await importCruise(argosy);
    const begun = performance.now();
    const ended = new AbortController();
    const seen = watch(argosy, begun, ended.signal);
    const run = await beginRun(argosy, imported);
    await expectWhole(argosy, run);
    const over = performance.now();
    await until("segment has no pod again", async () => ((await wanted(argosy)) === 0 ? true : undefined), LIMIT_MS, LOOK_MS);
    const after = (performance.now() - over) / 1_000;
    ended.abort();
    const steps = await seen;
    const counts = steps.map(({ pods }) => pods);
    expect(counts[0]).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThan(1);
    expect(counts.at(-1)).toBe(0);
    noteStep(
      "scaling",
      `segment by JetStream lag, KEDA ${partVersions()["keda"]}`,
      `${steps.map(({ pods, seconds }) => `${pods} pods at ${seconds.toFixed(0)} s`).join(", ")}; none ${after.toFixed(0)} s after the run, with a cool-down of ${COOLDOWN_SECONDS} s`,
    );
  });
});

async function upgrade({ helm, desk, kubectl }: Argosy, values: Readonly<Record<string, string>>): Promise<void> {
  const set = Object.entries(values).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const chart = join(desk, "deploy/dist/argosy");
  const words = ["upgrade", RELEASE, chart, "--namespace", NAMESPACE, "--reuse-values", "--wait", "--timeout", "10m", ...set];
  await helm(words).catch((error) => explain(kubectl, error));
}

/** Pods that the Deployment of segment's tasks is to have. */
async function wanted({ kubectl }: Argosy): Promise<number> {
  return (await liveDeployments(kubectl)).find(({ name }) => name === "argosy-segment-tasks")!.wanted;
}

/** How many there were to be, each time that it was another number. */
async function watch(argosy: Argosy, begun: number, signal: AbortSignal): Promise<{ pods: number; seconds: number }[]> {
  const steps: { pods: number; seconds: number }[] = [];
  while (!signal.aborted) {
    const pods = await wanted(argosy);
    if (steps.at(-1)?.pods !== pods) steps.push({ pods, seconds: (performance.now() - begun) / 1_000 });
    await delay(LOOK_MS);
  }
  const pods = await wanted(argosy);
  if (steps.at(-1)?.pods !== pods) steps.push({ pods, seconds: (performance.now() - begun) / 1_000 });
  return steps;
}
