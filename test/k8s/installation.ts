import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { writeChart } from "@argosy/deploy";
import { SERVICE_NAMES } from "@argosy/rpc";
import { STAGES } from "@argosy/work";
import { secretManifests } from "../../cli/src/install/secret-manifests.ts";
import { chartTools } from "../chart/chart-tools.ts";
import type { Kube } from "./node/kube.ts";
import { startKube } from "./node/kube.ts";
import type { Command } from "./node/kubectl.ts";
import { buildParts } from "./parts/build-parts.ts";
import { pauseImage } from "./parts/images.ts";
import type { ServersBeside } from "./servers-beside.ts";
import { startServersBeside } from "./servers-beside.ts";

const NAMESPACE = "argosy";
const RELEASE = "argosy";
const OWNER_PASSWORD = "heather-under-the-microscope";

/** Argosy in a cluster, as an operator has installed it. */
export interface Installation {
  readonly kube: Kube;
  readonly servers: ServersBeside;
  readonly helm: Command;
  /** Where the gateway's service answers. */
  readonly url: string;
  readonly ownerPassword: string;
  end(): Promise<void>;
}

/** Values of a small institute: two nodes that share one machine. */
function smallValues({ natsUrl, monitoring, s3, databaseUrl }: ServersBeside): object {
  const url = new URL(databaseUrl);
  url.password = "";
  const little = { cpu: "20m", memory: "1Gi" };
  const each = (names: readonly string[], values: object) => Object.fromEntries(names.map((name) => [name, values]));
  const answering = SERVICE_NAMES.filter((name) => name !== "gateway" && name !== "tiles");
  return {
    image: { repository: "localhost/argosy", tag: VERSION },
    database: { url: url.href },
    bus: { url: natsUrl, monitoring },
    store: { endpoint: s3.endpoint, bucket: s3.bucket },
    services: { ...each(answering, { replicas: 1, ...little }), ...each(["gateway", "tiles"], { minReplicas: 1, ...little }) },
    workers: each(STAGES, { minReplicas: 1, cpu: "20m" }),
    scaling: { keda: false, hpa: false },
  };
}

/** Starts a cluster, the servers beside it, and installs the chart with an image that lies on the nodes. */
export async function install(image: string, say: (text: string) => void): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-k8s-"));
  // The database runs as somebody else.
  await chmod(folder, 0o711);
  const { pause } = await buildParts(["pause"], say);
  const images = [await pauseImage(folder, pause!), image];
  const kube = await startKube(join(folder, "kube"), images, say);
  const end = async () => {
    await kube.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = join(folder, "secrets");
    await mkdir(secrets, { mode: 0o700 });
    const manifests = await secretManifests({ folder: secrets, namespace: NAMESPACE, bucket: "argosy", now: new Date() });
    const servers = await startServersBeside(kube, secrets);
    await prepareNamespace(kube.kubectl, manifests, servers);
    const chart = join(folder, "chart");
    await writeChart(chart, VERSION);
    const values = join(folder, "values.json");
    await writeFile(values, JSON.stringify(smallValues(servers)));
    const helm = kube.command((await chartTools()).helm);
    say("helm install");
    await helm(["install", RELEASE, chart, "--namespace", NAMESPACE, "--values", values, "--wait", "--timeout", "10m"]).catch(
      async (error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : error}\n${await stateOf(kube.kubectl)}`);
      },
    );
    const address = await kube.kubectl(["-n", NAMESPACE, "get", "service", `${RELEASE}-gateway`, "-o", "jsonpath={.spec.clusterIP}"]);
    return { kube, servers, helm, url: `http://${address}`, ownerPassword: OWNER_PASSWORD, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A namespace that takes only pods without rights, with the secrets in it. */
async function prepareNamespace(kubectl: Command, manifests: object, servers: ServersBeside): Promise<void> {
  const namespace = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  };
  const secret = (name: string, stringData: object) => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace: NAMESPACE },
    stringData,
  });
  const { accessKey, secretKey } = servers.s3;
  const own = [
    secret("argosy-database", { password: servers.databasePassword }),
    secret("argosy-store", { "access-key": accessKey, "secret-key": secretKey }),
    secret("argosy-owner", { password: OWNER_PASSWORD }),
  ];
  for (const one of [namespace, manifests, ...own]) await kubectl(["apply", "-f", "-"], JSON.stringify(one));
}

/** What an operator would look at first when an installation does not come up. */
async function stateOf(kubectl: Command): Promise<string> {
  const look = (...words: string[]) => kubectl(["-n", NAMESPACE, ...words]).catch((error: unknown) => String(error));
  return [
    await look("get", "pods", "-o", "wide"),
    await look("get", "events", "--sort-by=.lastTimestamp"),
    await look("logs", "job/argosy-preflight", "--tail=20"),
    await look("logs", "job/argosy-migrate", "--tail=20"),
  ].join("\n");
}
