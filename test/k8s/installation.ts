import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { SERVICE_NAMES } from "@argosy/rpc";
import { STAGES } from "@argosy/work";
import { chartTools } from "../chart/chart-tools.ts";
import { followGuide, makeDesk } from "./follow-guide.ts";
import type { Kube } from "./node/kube.ts";
import { startKube } from "./node/kube.ts";
import type { KubeAccess } from "./node/kube-access.ts";
import { openKube } from "./node/kube-access.ts";
import type { Command } from "./node/kubectl.ts";
import { buildParts } from "./parts/build-parts.ts";
import { pauseImage } from "./parts/images.ts";
import { noteStep, secondsSince } from "./record.ts";
import type { ServersBeside } from "./servers-beside.ts";
import { startServersBeside } from "./servers-beside.ts";

export const NAMESPACE = "argosy";
export const RELEASE = "argosy";
const INGRESS_CLASS = "nginx";

/** Argosy in a cluster, as an operator has installed it: plain data, for every process of this machine. */
export interface Installation {
  readonly kube: KubeAccess;
  /** The program. */
  readonly helm: string;
  /** Where the operator sits. */
  readonly desk: string;
  /** For whatever a test writes. */
  readonly folder: string;
  readonly servers: ServersBeside;
  /** Where the gateway's service answers. */
  readonly url: string;
}

/**
 * Two nodes share one machine, and one must have room for all: pods are promised little, those that people
 * wait for more than those that take tasks. There is neither KEDA nor a metrics server yet.
 */
function smallValues(): object {
  const each = (names: readonly string[], values: object) => Object.fromEntries(names.map((name) => [name, values]));
  return {
    services: {
      ...each(SERVICE_NAMES, { cpu: "80m" }),
      tiles: { cpu: "120m" },
      gateway: { cpu: "250m" },
    },
    workers: {
      ...each(STAGES, { minReplicas: 1, cpu: "10m", cpuLimit: "1", memory: "1Gi" }),
      ingest: { minReplicas: 1, cpu: "10m", cpuLimit: "1" },
    },
    scaling: { keda: false, hpa: false },
  };
}

/**
 * Starts a cluster and the servers beside it, and installs the chart by what docs/kubernetes.md says.
 *
 * @param image - the archive of the image, which takes the place of a registry.
 */
export async function install(
  image: string,
  say: (text: string) => void,
): Promise<{ readonly installation: Installation; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-k8s-"));
  // The database runs as somebody else.
  await chmod(folder, 0o711);
  const begun = performance.now();
  const { pause } = await buildParts(["pause"], say);
  const images = [await pauseImage(folder, pause!), image];
  const kube = await startKube(join(folder, "kube"), images, say);
  noteStep("install", "a control plane and two nodes started", secondsSince(begun));
  const end = async () => {
    await kube.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { installation: await followInstall(kube, folder), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function followInstall(kube: Kube, folder: string): Promise<Installation> {
  const { access } = kube;
  const { kubectl, ...open } = openKube(access);
  const [helm, desk] = [(await chartTools()).helm, join(folder, "desk")];
  await makeDesk(desk, { kubectl: access.kubectl, helm });
  const passwords = {
    "owner-of-database.txt": randomBytes(16).toString("hex"),
    "access.txt": randomBytes(10).toString("hex"),
    "secret.txt": randomBytes(20).toString("hex"),
    "password-of-argosy.txt": "heather-under-the-microscope",
  };
  for (const [name, text] of Object.entries(passwords)) await writeFile(join(desk, name), text, { mode: 0o600 });
  await writeFile(join(desk, "small.json"), JSON.stringify(smallValues()));
  await kubectl(["apply", "-f", "-"], JSON.stringify(ingressClass));
  let begun = performance.now();
  await followGuide({ kubectl, ...open }, desk, "secrets");
  noteStep("install", "namespace and secrets made", secondsSince(begun));
  begun = performance.now();
  const servers = await startServersBeside(kube, join(desk, "argosy-secrets"), {
    databasePassword: passwords["owner-of-database.txt"],
    accessKey: passwords["access.txt"],
    secretKey: passwords["secret.txt"],
  });
  noteStep("install", "PostgreSQL, NATS and MinIO started beside the cluster", secondsSince(begun));
  begun = performance.now();
  const replaced = {
    "REGISTRY/argosy": "localhost/argosy",
    "postgres.lab": kube.address,
    "nats.lab": kube.address,
    "https://s3.lab": servers.s3.endpoint,
  };
  await followGuide({ kubectl, ...open }, desk, "install", { replaced, more: "--values small.json" }).catch((error) =>
    explain(kubectl, error),
  );
  noteStep("install", `helm install --wait, Argosy ${VERSION}`, secondsSince(begun));
  const address = await kubectl(["-n", NAMESPACE, "get", "service", `${RELEASE}-gateway`, "-o", "jsonpath={.spec.clusterIP}"]);
  return { kube: access, helm, desk, folder, servers, url: `http://${address}` };
}

/** What a controller of an Ingress brings with it: the preflight asks for it. */
const ingressClass = {
  apiVersion: "networking.k8s.io/v1",
  kind: "IngressClass",
  metadata: { name: INGRESS_CLASS },
  spec: { controller: "argosy.test/none" },
};

/** Adds to an error what an operator would look at first, and tells it at once: the tests' own report comes at their end. */
export async function explain(kubectl: Command, error: unknown): Promise<never> {
  const look = (...words: string[]) => kubectl(["-n", NAMESPACE, ...words]).catch((failed: unknown) => String(failed));
  const seen = [
    await look("get", "pods", "-o", "wide"),
    await look("get", "events", "--sort-by=.lastTimestamp"),
    await look("logs", "job/argosy-preflight", "--tail=20"),
    await look("logs", "job/argosy-migrate", "--tail=20"),
  ].join("\n");
  const explained = new Error(`${error instanceof Error ? error.message : error}\n${seen}`, { cause: error });
  console.error(explained.message);
  throw explained;
}
