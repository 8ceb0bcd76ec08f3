import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s3Program } from "../../cli/src/cluster/servers/cluster-servers.ts";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import type { Cluster, ClusterOptions } from "../../cli/src/cluster/start-cluster.ts";
import { startCluster } from "../../cli/src/cluster/start-cluster.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import { silentLog } from "../support/silent-log.ts";

/** A cluster on a folder of its own, and a client in front of it. */
export interface ClusterHome {
  readonly folder: string;
  readonly cluster: Cluster;
  readonly api: ApiClient;
  /** What a process of a service has logged. */
  logOf(service: string, number?: number): Promise<string>;
  /** Stops it and removes the folder. */
  end(): Promise<void>;
}

/** Why the servers cannot be had on this machine; `undefined` when they can. */
export async function missingServers(): Promise<string | undefined> {
  for (const program of [await natsProgram(), await s3Program(console.error)]) if (typeof program !== "string") return program.missing;
  return undefined;
}

/** Starts a cluster in an empty folder: real servers, every service a process. */
export async function startClusterHome(options: Partial<ClusterOptions> = {}): Promise<ClusterHome> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-cluster-"));
  await chmod(folder, 0o711);
  const dataFolder = join(folder, "data");
  await mkdir(dataFolder, { mode: 0o711 });
  const end = () => rm(folder, { recursive: true, force: true });
  const cluster = await startCluster({ dataFolder, log: silentLog, ...options }).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    folder,
    cluster,
    api: new ApiClient(cluster.url, cluster.token),
    logOf: (service, number = 1) => readFile(join(dataFolder, "logs", `${service}-${number}.log`), "utf8"),
    async end() {
      await cluster.stop();
      await end();
    },
  };
}
