import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { permissionsOf } from "../../cli/src/cluster/rights/bus-rights.ts";
import { kubeSchemas, triggerParameters } from "./kube-schemas.ts";
import type { KubeObject, RenderedChart } from "./render.ts";
import { EVERYTHING, openChart } from "./render.ts";

// Helm and the schemas take seconds alone, and a minute where the machine is busy.
vi.setConfig({ testTimeout: 300_000 });

let chart: RenderedChart;
beforeAll(async () => {
  chart = await openChart();
}, 600_000);
afterAll(() => chart?.end());

const KINDS = [
  "ClusterRole",
  "ClusterRoleBinding",
  "ConfigMap",
  "Deployment",
  "HorizontalPodAutoscaler",
  "Ingress",
  "Job",
  "NetworkPolicy",
];
const MORE_KINDS = ["PodDisruptionBudget", "PrometheusRule", "ScaledObject", "Service", "ServiceAccount", "ServiceMonitor"];

test("Helm finds nothing to warn of", async () => {
  expect(await chart.lint()).toContain("0 chart(s) failed");
});

describe.each(["v1.33.0", "v1.36.0"])("Kubernetes %s", (version) => {
  test("knows every object, with everything switched on and with the defaults", async () => {
    const check = await kubeSchemas(chart.tools, version);
    const objects = [...(await chart.render(EVERYTHING)), ...(await chart.render())];
    expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([...KINDS, ...MORE_KINDS]);
    expect((await Promise.all(objects.map(check))).flat()).toEqual([]);
  });

  test("refuses what it does not know", async () => {
    const check = await kubeSchemas(chart.tools, version);
    const objects = await chart.render(EVERYTHING);
    for (const kind of [...KINDS, ...MORE_KINDS].filter((each) => each.endsWith("t") || each === "ServiceMonitor")) {
      const object = objects.find((each) => each.kind === kind)!;
      const spoilt = kind.includes("Account") ? { ...object, tokens: 1 } : { ...object, spec: { ...object.spec, speed: "high" } };
      expect(await check(spoilt), kind).not.toEqual([]);
    }
  });
});

test("KEDA knows every parameter, gets all it needs, and asks for the consumers that the services make", async () => {
  const scaled = (await chart.render()).filter(({ kind }) => kind === "ScaledObject");
  expect(scaled).toHaveLength(5);
  const known = await triggerParameters(chart.tools, "nats-jetstream");
  for (const { metadata, spec } of scaled) {
    const { metadata: given } = spec.triggers[0] as { metadata: Record<string, unknown> };
    expect(Object.keys(given).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.values(given).filter((value) => typeof value !== "string")).toEqual([]);
    expect([...known].filter(([name, { needed }]) => needed && !(name in given))).toEqual([]);
    const stage = metadata.labels!["app.kubernetes.io/component"] as "segment";
    const { allow } = permissionsOf(stage, String(given["stream"])).publish;
    expect(allow).toContain(`$JS.API.CONSUMER.MSG.NEXT.${given["stream"]}.${given["consumer"]}`);
  }
});

test("no object holds a secret", async () => {
  const objects = await chart.render(EVERYTHING);
  expect(objects.filter(({ kind }) => kind === "Secret")).toEqual([]);
  const text = JSON.stringify(objects);
  expect(text).not.toMatch(/-----BEGIN|:\/\/[^"/@]+:[^"/@]+@/);
  const variables = objects.flatMap(variablesOf);
  expect(variables.length).toBeGreaterThan(200);
  expect(variables.filter(({ name, value }) => /password|key|token|seed/i.test(name) && !/^\/secrets\//.test(value ?? ""))).toEqual([]);
});

function variablesOf({ spec }: KubeObject): { name: string; value?: string }[] {
  return (spec?.template?.spec?.containers ?? []).flatMap(({ env }: { env: { name: string; value?: string }[] }) => env);
}
