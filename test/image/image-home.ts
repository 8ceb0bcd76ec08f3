import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PARTS } from "@argosy/deploy";
import { startServers } from "../../cli/src/cluster/servers/cluster-servers.ts";
import { freePorts } from "../../cli/src/cluster/servers/free-ports.ts";
import { secretManifests } from "../../cli/src/install/secret-manifests.ts";
import type { RenderedChart } from "../chart/render.ts";
import { openChart } from "../chart/render.ts";
import { silentLog } from "../support/silent-log.ts";
import type { ContainedPod, Places, PodHome } from "./contained.ts";
import { runJob, startPod } from "./contained.ts";

/** The pods of the chart on this machine, over real servers, each in the files of the image. */
export interface ImageHome {
  readonly folder: string;
  readonly url: string;
  readonly ownerPassword: string;
  /** As the owner of the database. */
  readonly databaseUrl: string;
  readonly pods: readonly ContainedPod[];
  /** What the jobs before the installation said. */
  readonly said: { readonly preflight: string; readonly migrate: string };
  end(): Promise<void>;
}

const OWNER_PASSWORD = "heather-under-the-microscope";
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** Starts servers, makes the secrets as an operator does, runs preflight and migration, and starts a pod of every Deployment. */
export async function startImageHome(): Promise<ImageHome> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-image-"));
  await chmod(folder, 0o711);
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const end = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const chart = await openChart();
    undo.push(() => chart.end());
    return { ...(await start(folder, chart, undo)), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function start(folder: string, chart: RenderedChart, undo: (() => Promise<void>)[]): Promise<Omit<ImageHome, "end">> {
  const [dataFolder, secretsFolder, shareFolder] = [join(folder, "data"), join(folder, "secrets"), join(folder, "demo")];
  await mkdir(shareFolder);
  await mkdir(dataFolder, { mode: 0o711 });
  const manifests = (await secretManifests({ folder: secretsFolder, namespace: "images", bucket: "argosy", now: new Date() })) as Manifests;
  const servers = await startServers({
    dataFolder,
    secretsFolder,
    given: {},
    log: silentLog,
    say: () => undefined,
    undo: (step) => void undo.push(step),
  });
  const owner = new URL(servers.postgres.url);
  const socketFolder = owner.searchParams.get("host")!;
  // The socket is its owner's alone, and pods are nobody in particular; the password is asked for all the same.
  await chmod(socketFolder, 0o711);
  await chmod(join(socketFolder, ".s.PGSQL.5432"), 0o777);
  const home: PodHome = {
    folder,
    socketFolder,
    shareFolder,
    secrets: {
      ...Object.fromEntries(manifests.items.map(({ metadata, data }) => [metadata.name, data])),
      "argosy-store": { "access-key": base64(servers.s3Keys.accessKey), "secret-key": base64(servers.s3Keys.secretKey) },
      "argosy-database": { password: base64(decodeURIComponent(owner.password)) },
      "argosy-owner": { password: base64(OWNER_PASSWORD) },
    },
  };
  const objects = await chart.render({ store: { bucket: servers.bucket } });
  const object = (kind: string, name: string) => objects.find((each) => each.kind === kind && each.metadata.name === `here-${name}`)!;
  const common = { NATS_URL: servers.nats.url, S3_ENDPOINT: servers.s3.url };
  const asRole = (role: string) => ({ ...common, DATABASE_URL: inPod(owner, role) });
  const asOwner = asRole(owner.username);
  const preflight = await runJob(home, object("Job", "preflight"), asOwner);
  const migrate = await runJob(home, object("Job", "migrate"), asOwner);
  const places = await placesOfParts();
  const pods = await Promise.all(
    places.parts.map(({ service, name, own, health }) =>
      startPod(home, object("Deployment", name), { ...asRole(`argosy_${service}`), ...places.addresses, ...own }, health),
    ),
  );
  undo.push(async () => void (await Promise.all(pods.map((pod) => pod.stop()))));
  return { folder, url: places.url, ownerPassword: OWNER_PASSWORD, databaseUrl: owner.href, pods, said: { preflight, migrate } };
}

interface Manifests {
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly data: Record<string, string> }[];
}

/** All pods are on one machine, so each has ports of its own; those who take tasks are known to nobody. */
async function placesOfParts() {
  const ports = await freePorts(2 * PARTS.length);
  const parts = PARTS.map(({ role, service }, i) => {
    const [port, health] = [ports[2 * i]!, ports[2 * i + 1]!];
    const listening: Places =
      service === "gateway" ? { HTTP_HOST: "127.0.0.1", HTTP_PORT: String(port) } : { GRPC_ADDRESS: `127.0.0.1:${port}` };
    const name = role === "tasks" ? `${service}-tasks` : service;
    return { role, service, name, port, health, own: { ...listening, HEALTH_HOST: "127.0.0.1", HEALTH_PORT: String(health) } };
  });
  const answering = parts.filter(({ role }) => role === "answers");
  const addresses = answering
    .filter(({ service }) => service !== "gateway")
    .map(({ service, port }) => [`${service.toUpperCase()}_ADDRESS`, `127.0.0.1:${port}`]);
  const gateway = answering.find(({ service }) => service === "gateway")!;
  return { parts, addresses: Object.fromEntries(addresses) as Places, url: `http://127.0.0.1:${gateway.port}` };
}

/** The address of the database as a pod finds it: the server listens on a socket alone. */
function inPod(owner: URL, role: string): string {
  const url = new URL(owner);
  [url.username, url.password] = [role, ""];
  url.searchParams.set("host", "/tmp/database");
  return url.href;
}
