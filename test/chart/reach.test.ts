import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Peer } from "./reachability.ts";
import { reachable } from "./reachability.ts";
import type { KubeObject, RenderedChart } from "./render.ts";
import { EVERYTHING, openChart } from "./render.ts";

// Helm and the schemas take seconds alone, and a minute where the machine is busy.
vi.setConfig({ testTimeout: 300_000 });

let chart: RenderedChart;
beforeAll(async () => {
  chart = await openChart();
}, 600_000);
afterAll(() => chart?.end());

/** Servers elsewhere, each at an address of its own, so that a rule for one cannot hide in a rule for another. */
const ADDRESSES = { database: "10.0.0.1", bus: "10.0.0.2", store: "10.0.0.3", collector: "10.0.0.4", kubernetes: "10.0.0.5" } as const;
const peersAt = (address: string) => [{ ipBlock: { cidr: `${address}/32` } }];
const NETWORK = Object.fromEntries(Object.entries(ADDRESSES).map(([name, address]) => [name, peersAt(address)]));
const PORTS: Readonly<Record<string, number>> = { database: 5432, bus: 4222, store: 9000, collector: 4318, kubernetes: 6443 };

const inNamespace = (name: string, labels: Record<string, string> = {}): Peer => ({ namespace: name, labels });
const OTHERS: Readonly<Record<string, Peer>> = {
  browser: inNamespace("ingress-nginx"),
  prometheus: inNamespace("monitoring"),
  stranger: inNamespace("elsewhere", { "app.kubernetes.io/name": "argosy", "app.kubernetes.io/instance": "here" }),
  neighbour: inNamespace("images", { app: "something" }),
  internet: { address: "203.0.113.9" },
};

const SERVERS = ["database:5432", "bus:4222", "store:9000", "dns:53", "collector:4318"];
const STAGES = ["ingest", "segment", "measure", "classify", "export"];
const ALL = [...STAGES, "pipeline", "tiles", "gateway"];
const PARTS = [...ALL, ...STAGES.map((stage) => `${stage}-tasks`)];

/** Whom each may reach, and at which port. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  gateway: [...SERVERS, ...ALL.filter((name) => name !== "gateway").map((name) => `${name}:50051`)],
  tiles: SERVERS,
  pipeline: SERVERS,
  ingest: [...SERVERS, "pipeline:50051"],
  "ingest-tasks": [...SERVERS, "pipeline:50051"],
  segment: [...SERVERS, "pipeline:50051"],
  "segment-tasks": [...SERVERS, "pipeline:50051"],
  measure: [...SERVERS, "pipeline:50051"],
  "measure-tasks": [...SERVERS, "pipeline:50051"],
  classify: [...SERVERS, "pipeline:50051", "segment:50051"],
  "classify-tasks": [...SERVERS, "pipeline:50051", "segment:50051"],
  export: [...SERVERS, "pipeline:50051"],
  "export-tasks": [...SERVERS, "pipeline:50051"],
  migrate: ["database:5432", "dns:53"],
  preflight: ["database:5432", "bus:4222", "store:9000", "dns:53", "kubernetes:443", "kubernetes:6443"],
  browser: ["gateway:8080"],
  prometheus: PARTS.map((name) => `${name}:9090`),
  stranger: [],
  neighbour: [],
  internet: [],
};

test("S33: who reaches whom is exactly what calls and servers need", async () => {
  const objects = await chart.render({ ...EVERYTHING, network: NETWORK });
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy");
  const own = Object.fromEntries(objects.flatMap(podsOf));
  expect(Object.keys(own).sort()).toEqual([...PARTS, "migrate", "preflight"].sort());
  const outside = Object.fromEntries(Object.entries(ADDRESSES).map(([name, address]): [string, Peer] => [name, { address }]));
  const dns = inNamespace("kube-system", { "k8s-app": "kube-dns" });
  const everybody: Readonly<Record<string, Peer>> = { ...own, ...OTHERS, ...outside, dns };
  const found = Object.keys(EXPECTED).map((from) => {
    const reached = Object.entries(everybody).flatMap(([to, peer]) => {
      const ports = [50_051, 8_080, 9_090, 443, 53, ...Object.values(PORTS)];
      if (to === from || (!(from in own) && !(to in own))) return [];
      return ports.filter((port) => reachable(policies, everybody[from]!, peer, port)).map((port) => `${to}:${port}`);
    });
    return [from, [...new Set(reached)].sort()] as const;
  });
  const expected = Object.entries(EXPECTED).map(([from, to]) => [from, [...to].sort()] as const);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

function podsOf({ kind, metadata, spec }: KubeObject): [string, Peer][] {
  if (kind !== "Deployment" && kind !== "Job") return [];
  return [[metadata.name.replace("here-", ""), inNamespace("images", spec.template.metadata.labels)]];
}
