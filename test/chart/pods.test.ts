import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PARTS } from "@argosy/deploy";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MALLOC, NODE_FLAGS } from "../../cli/src/cluster/node-settings.ts";
import { ROOT } from "../run/command.ts";
import type { KubeObject, RenderedChart } from "./render.ts";
import { EVERYTHING, openChart } from "./render.ts";

// Helm and the schemas take seconds alone, and a minute where the machine is busy.
vi.setConfig({ testTimeout: 300_000 });

let chart: RenderedChart;
let objects: readonly KubeObject[];
beforeAll(async () => {
  chart = await openChart();
  objects = await chart.render(EVERYTHING);
}, 600_000);
afterAll(() => chart?.end());

const ofKind = (kind: string) => objects.filter((each) => each.kind === kind);
// biome-ignore lint/suspicious/noExplicitAny: what a pod has is checked by its schema
type Pod = any;
const pods = (): { name: string; labels: Record<string, string>; spec: Pod }[] =>
  [...ofKind("Deployment"), ...ofKind("Job")].map(({ metadata, spec }) => ({
    name: metadata.name,
    labels: spec.template.metadata.labels,
    spec: spec.template.spec,
  }));
const named = (name: string) => pods().find((pod) => pod.name === name)!.spec;

test("Node runs a service in a pod as in the cluster on one machine", async () => {
  const containerfile = await readFile(join(ROOT, "deploy/Containerfile"), "utf8");
  const entry = JSON.parse(/^ENTRYPOINT (\[.*\])$/m.exec(containerfile)![1]!) as string[];
  expect(entry).toEqual(["/usr/local/bin/node", ...NODE_FLAGS, "/argosy/cli/src/main.ts"]);
  const services = pods().filter(({ spec }) => spec.containers[0].args[0] === "serve");
  expect(services).toHaveLength(PARTS.length);
  for (const { spec } of services)
    for (const [name, value] of Object.entries(MALLOC)) expect(spec.containers[0].env).toContainEqual({ name, value });
});

describe("S31: a pod may do nothing that it need not", () => {
  test("every pod is as restricted Pod Security asks, cannot write its root and holds no token", () => {
    expect(pods()).toHaveLength(PARTS.length + 2);
    for (const { name, spec } of pods()) {
      expect(spec.securityContext, name).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10_001,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(spec.containers, name).toHaveLength(1);
      expect(spec.containers[0].securityContext, name).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      const shared = ["hostNetwork", "hostPID", "hostIPC", "hostUsers", "initContainers", "shareProcessNamespace"];
      expect(
        Object.keys(spec).filter((key) => shared.includes(key)),
        name,
      ).toEqual([]);
      expect(
        spec.volumes.flatMap((volume: object) => Object.keys(volume)).filter((key: string) => key === "hostPath"),
        name,
      ).toEqual([]);
      expect(spec.automountServiceAccountToken, name).toBe(name === "here-preflight");
    }
    for (const account of ofKind("ServiceAccount")) expect(account).toMatchObject({ automountServiceAccountToken: false });
  });

  test("the preflight holds a token only where it asks for the class of an Ingress, and may do nothing else with it", async () => {
    const [role, ...others] = ofKind("ClusterRole") as unknown as { rules: unknown }[];
    expect(others).toEqual([]);
    const right = { apiGroups: ["networking.k8s.io"], resources: ["ingressclasses"], resourceNames: ["nginx"], verbs: ["get"] };
    expect(role!.rules).toEqual([right]);
    const plain = await chart.render();
    expect(plain.filter(({ kind }) => /^(Cluster)?Role(Binding)?$/.test(kind))).toEqual([]);
    const job = plain.find(({ kind, metadata }) => kind === "Job" && metadata.name === "here-preflight")!;
    expect(job.spec.template.spec.automountServiceAccountToken).toBe(false);
  });

  test("a pod sees no keys of the object store but the operator's, or its own service's where each has some", async () => {
    const keysOf = (rendered: readonly KubeObject[], name: string) => {
      const { spec } = rendered.find(({ kind, metadata }) => /^(Deployment|Job)$/.test(kind) && metadata.name === name)!;
      const sources = (spec.template.spec.volumes as Pod[]).flatMap((volume) => volume.projected?.sources ?? []);
      const store = sources.filter(({ secret }: Pod) => secret.name === "argosy-store");
      return store.flatMap(({ secret }: Pod) => secret.items.map(({ key, path }: Pod) => `${path}=${key}`));
    };
    const shared = ["s3-access-key=access-key", "s3-secret-key=secret-key"];
    expect(keysOf(objects, "here-segment-tasks")).toEqual(shared);
    const own = await chart.render({ store: { ownKeys: true } });
    const expected = (service: string) => [`s3-access-key=${service}.access-key`, `s3-secret-key=${service}.secret-key`];
    for (const { role, service } of PARTS) {
      const name = role === "tasks" ? `here-${service}-tasks` : `here-${service}`;
      expect(keysOf(own, name), name).toEqual(expected(service));
    }
    expect(keysOf(own, "here-preflight")).toEqual(shared);
    expect(keysOf(own, "here-migrate")).toEqual([]);
  });

  test("every container has requests and limits, and its image by digest or by a tag", async () => {
    for (const { name, spec } of pods()) {
      const [container] = spec.containers;
      expect(Object.keys(container.resources.requests).sort(), name).toEqual(["cpu", "memory"]);
      expect(Object.keys(container.resources.limits).sort(), name).toEqual(["cpu", "memory"]);
      expect(container.resources.requests.memory, name).toBe(container.resources.limits.memory);
      expect(container.image, name).toMatch(/^argosy:\d+\.\d+\.\d+$/);
    }
    const digest = `sha256:${"0a".repeat(32)}`;
    const images = async (image: object) => {
      const rendered = await chart.render({ image });
      return new Set(
        rendered.flatMap(({ spec }) => spec?.template?.spec?.containers ?? []).map(({ image: each }: { image: string }) => each),
      );
    };
    expect(await images({ repository: "registry.local/argosy", digest, tag: "x" })).toEqual(new Set([`registry.local/argosy@${digest}`]));
    expect(await images({ tag: "1.2.3" })).toEqual(new Set(["argosy:1.2.3"]));
  });
});

test("S32: the only place that can be written is an emptyDir of a bound size", () => {
  for (const { name, spec } of pods()) {
    const volumes = spec.volumes as { name: string; emptyDir?: { sizeLimit?: string } }[];
    const mounts = spec.containers[0].volumeMounts as { name: string; mountPath: string; readOnly?: boolean }[];
    const writable = mounts.filter(({ readOnly }) => readOnly !== true);
    expect(writable, name).toEqual([{ name: "scratch", mountPath: "/tmp" }]);
    expect(volumes.find((volume) => volume.name === "scratch")?.emptyDir?.sizeLimit, name).toMatch(/^\d+(Mi|Gi)$/);
  }
});

describe("S34: pods come, go and are spread", () => {
  test("each part has a budget, and is spread over nodes and zones", () => {
    const budgets = ofKind("PodDisruptionBudget");
    for (const { spec, metadata } of ofKind("Deployment")) {
      const { matchLabels } = spec.selector;
      expect(spec.template.metadata.labels).toMatchObject(matchLabels);
      const own = budgets.filter((budget) => budget.metadata.name === metadata.name);
      expect(own.map((budget) => budget.spec.selector.matchLabels)).toEqual([matchLabels]);
      const pod = spec.template.spec;
      const keys = pod.topologySpreadConstraints.map(({ topologyKey }: { topologyKey: string }) => topologyKey);
      // A key that nodes lack would make the scheduler pass over the others.
      expect(keys).toEqual(["kubernetes.io/hostname"]);
      for (const { labelSelector } of pod.topologySpreadConstraints) expect(labelSelector.matchLabels).toEqual(matchLabels);
      const apart = pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution as {
        podAffinityTerm: { topologyKey: string };
      }[];
      expect(apart.map(({ podAffinityTerm }) => podAffinityTerm.topologyKey)).toEqual([
        "kubernetes.io/hostname",
        "topology.kubernetes.io/zone",
      ]);
      const silent = pod.tolerations.filter(({ tolerationSeconds }: { tolerationSeconds?: number }) => tolerationSeconds === 30);
      expect(silent.map(({ key }: { key: string }) => key)).toEqual(["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]);
      expect(pod.tolerations[0]).toEqual({ key: "images", operator: "Exists" });
      expect(pod.priorityClassName).toBe("middle");
      expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    }
  });

  test("startup, readiness and liveness differ, and liveness asks for nothing that others could take away", () => {
    for (const { name, spec } of pods().filter(({ labels }) => labels["argosy/role"] !== "once")) {
      const { startupProbe, readinessProbe, livenessProbe } = spec.containers[0];
      expect(readinessProbe.httpGet, name).toEqual({ path: "/ready", port: "health" });
      for (const probe of [startupProbe, livenessProbe]) expect(probe.httpGet, name).toEqual({ path: "/live", port: "health" });
      expect(startupProbe.periodSeconds * startupProbe.failureThreshold, name).toBeGreaterThanOrEqual(60);
      expect(livenessProbe.periodSeconds * livenessProbe.failureThreshold, name).toBeGreaterThanOrEqual(30);
      expect(new Set([startupProbe, readinessProbe, livenessProbe].map((probe) => JSON.stringify(probe))).size).toBe(3);
    }
  });

  test("work in hand is finished before a pod is killed", () => {
    for (const { name, spec } of pods().filter(({ labels }) => labels["argosy/role"] !== "once")) {
      const env = new Map(
        (spec.containers[0].env as { name: string; value: string }[]).map(({ name: key, value }) => [key, Number(value)]),
      );
      const needed = (env.get("DRAIN_MS")! + env.get("GRACE_MS")!) / 1_000;
      expect(spec.terminationGracePeriodSeconds, name).toBeGreaterThan(needed);
    }
  });

  test("an autoscaler has its Deployment to itself", async () => {
    const targets = [...ofKind("ScaledObject"), ...ofKind("HorizontalPodAutoscaler")].map(({ spec }) => spec.scaleTargetRef.name as string);
    expect(targets.sort()).toEqual(
      ["classify-tasks", "export-tasks", "gateway", "ingest-tasks", "measure-tasks", "segment-tasks", "tiles"].map(
        (name) => `here-${name}`,
      ),
    );
    for (const { metadata, spec } of ofKind("Deployment")) expect("replicas" in spec, metadata.name).toBe(!targets.includes(metadata.name));
    const fixed = await chart.render({ scaling: { keda: false, hpa: false } });
    const count = (name: string) => fixed.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === name)!.spec.replicas;
    expect([count("here-segment-tasks"), count("here-gateway"), count("here-pipeline")]).toEqual([1, 2, 2]);
  });

  test("only those who take tasks take tasks, and only those who answer are called", () => {
    const tasksOf = (name: string) => named(name).containers[0].env.find((each: { name: string }) => each.name === "SEGMENT_TASKS")?.value;
    expect([tasksOf("here-segment"), tasksOf("here-segment-tasks")]).toEqual(["0", undefined]);
    for (const { metadata, spec } of ofKind("Service").filter((each) => each.metadata.name !== "here-health"))
      expect(spec.selector, metadata.name).toMatchObject({ "argosy/role": "answers" });
  });
});

describe("connections to the database", () => {
  test("all pods together, and one more of each part during an upgrade, open fewer than the database leaves to us", () => {
    const most = new Map(
      [...ofKind("ScaledObject"), ...ofKind("HorizontalPodAutoscaler")].map(({ spec }) => [
        spec.scaleTargetRef.name as string,
        (spec.maxReplicaCount ?? spec.maxReplicas) as number,
      ]),
    );
    const needed = ofKind("Deployment").map(({ metadata, spec }) => {
      const env = spec.template.spec.containers[0].env as { name: string; value: string }[];
      const pool = Number(env.find(({ name }) => name === "DATABASE_CONNECTIONS")!.value);
      return ((most.get(metadata.name) ?? spec.replicas) + 1) * pool;
    });
    const sum = needed.reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThan(100);
    expect(sum).toBeLessThan(300);
  });

  test("values by which they could open more are refused with both numbers", async () => {
    const values = { workers: { segment: { maxReplicas: 40 } } };
    await expect(chart.render(values)).rejects.toThrow(/database\.connections is 300, but these pods may open 3\d\d connections/);
    await expect(chart.render({ ...values, database: { connections: 500 } })).resolves.toBeDefined();
  });
});
