import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { chartTools } from "../chart/chart-tools.ts";
import { createAuthority } from "./node/authority.ts";
import type { KubeAccess } from "./node/kube-access.ts";
import { openKube } from "./node/kube-access.ts";
import type { Command } from "./node/kubectl.ts";
import { FIRST } from "./node/network-space.ts";
import { buildParts } from "./parts/build-parts.ts";

const NAMESPACE = "keda";
const SERVICE = "keda-metrics-apiserver";
const API = "v1beta1.external.metrics.k8s.io";
const PORTS = { adapter: 6_443, metrics: 28_080, health: 28_081, adapterMetrics: 28_082, operator: 9_666 } as const;

/** KEDA at work. */
export interface Keda {
  stop(): Promise<void>;
}

/** Starts the operator and the metrics adapter of KEDA on the first machine, beside the control plane. */
export async function startKeda(access: KubeAccess, folder: string, say: (text: string) => void): Promise<Keda> {
  const programs = await buildParts(["keda"], say);
  const kube = openKube(access);
  const { kubectl } = kube;
  const machine = await kube.firstMachine(folder);
  await kubectl(["apply", "--server-side", "-k", join((await chartTools()).keda, "config/crd")]);
  await kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  const keys = await makeKeys(join(folder, "keys"));
  const env = { KUBECONFIG: access.kubeconfig, POD_NAMESPACE: NAMESPACE, WATCH_NAMESPACE: "", KEDA_CLUSTER_OBJECT_NAMESPACE: NAMESPACE };
  const health = kube.command("curl");
  const local = (port: number) => `127.0.0.1:${port}`;
  const operator = [
    `--cert-dir=${keys}`,
    "--enable-cert-rotation=false",
    `--metrics-bind-address=${local(PORTS.metrics)}`,
    `--health-probe-bind-address=${local(PORTS.health)}`,
    `--metrics-service-bind-address=${local(PORTS.operator)}`,
  ];
  const ready = () => health(["-sf", `http://${local(PORTS.health)}/readyz`]).then(() => true);
  await machine.run("keda-operator", programs["keda-operator"]!, operator, ready, env);
  const adapter = [
    `--secure-port=${PORTS.adapter}`,
    `--bind-address=${FIRST}`,
    `--port=${PORTS.adapterMetrics}`,
    `--client-ca-file=${join(keys, "ca.crt")}`,
    `--tls-cert-file=${join(keys, "tls.crt")}`,
    `--tls-private-key-file=${join(keys, "tls.key")}`,
    `--cert-dir=${keys}`,
    `--metrics-service-address=${local(PORTS.operator)}`,
    "--metrics-service-grpc-authority=localhost",
    ...["authentication-kubeconfig", "authorization-kubeconfig", "lister-kubeconfig"].map((flag) => `--${flag}=${access.kubeconfig}`),
  ];
  await machine.run("keda-adapter", programs["keda-adapter"]!, adapter, () => answers(kubectl), env);
  return {
    async stop() {
      // An API that nobody answers for makes every look at all APIs fail.
      await kubectl(["delete", "apiservice", API]);
      await machine.stop();
    },
  };
}

async function answers(kubectl: Command): Promise<boolean> {
  const state = "jsonpath={.status.conditions[?(@.type=='Available')].status}";
  return (await kubectl(["get", "apiservice", API, "-o", state])) === "True";
}

/** Certificate and key by the names that KEDA looks for. */
async function makeKeys(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await createAuthority(folder);
  const { certificate, key } = await authority.issue("keda", undefined, ["localhost", `${SERVICE}.${NAMESPACE}.svc`, "127.0.0.1"]);
  await rename(certificate, join(folder, "tls.crt"));
  await rename(key, join(folder, "tls.key"));
  return folder;
}

/** Where the API finds the metrics: a service without pods, whose one address is the adapter's. */
const objects = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: SERVICE, namespace: NAMESPACE },
    spec: { ports: [{ name: "https", port: 443, targetPort: PORTS.adapter }] },
  },
  {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: `${SERVICE}-1`, namespace: NAMESPACE, labels: { "kubernetes.io/service-name": SERVICE } },
    addressType: "IPv4",
    ports: [{ name: "https", port: PORTS.adapter, protocol: "TCP" }],
    endpoints: [{ addresses: [FIRST], conditions: { ready: true } }],
  },
  {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: API },
    spec: {
      group: "external.metrics.k8s.io",
      version: "v1beta1",
      groupPriorityMinimum: 100,
      versionPriority: 100,
      insecureSkipTLSVerify: true,
      service: { name: SERVICE, namespace: NAMESPACE, port: 443 },
    },
  },
] as const;
