import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { S3Store } from "@argosy/storage";
import type { Cluster, ClusterOptions } from "../../../cli/src/cluster/start-cluster.ts";
import { startCluster } from "../../../cli/src/cluster/start-cluster.ts";
import type { FlowResult } from "../../../cli/src/flow/run-flow.ts";
import { Flow } from "../../../cli/src/flow/run-flow.ts";
import { ApiClient } from "../../../cli/src/server/api-client.ts";
import { silentLog } from "../../support/silent-log.ts";
import type { ProcessCost } from "../watch-processes.ts";
import { processesOf, watchProcesses } from "../watch-processes.ts";
import { countRequests } from "./count-requests.ts";

/** MorphoCut's steps as a graph of ours. */
export const SAME_STEPS = join(import.meta.dirname, "..", "morphocut", "same-steps.json");

/** What processes took, by their names. */
export type Costs = ReadonlyMap<string, ProcessCost>;

/** What a run of many frames in the cluster home came to. */
export interface ClusterRun {
  readonly flow: FlowResult;
  readonly found: number;
  readonly stored: number;
  readonly requests: Readonly<Record<string, number>>;
  /** What each process had taken when the import was done, and at the end. */
  readonly costs: { readonly imported: Costs; readonly done: Costs };
}

/**
 * Imports a folder of images into a new cluster on this machine, runs the peer's steps on them and exports them.
 *
 * @param scratch - A folder that the database's account may enter.
 */
export async function runInCluster(images: string, scratch: string, options: Partial<ClusterOptions> = {}): Promise<ClusterRun> {
  const dataFolder = join(scratch, "data");
  await mkdir(dataFolder, { mode: 0o711 });
  const cluster = await startCluster({ dataFolder, log: silentLog, ...options });
  const watch = watchProcesses(() => processesOf(cluster));
  try {
    const started = await watch.look();
    const laps: Costs[] = [];
    const flow = await flowOf(cluster, images, async () => void laps.push(since(started, await watch.look())));
    const { servers } = cluster;
    const { total } = await new ApiClient(cluster.url, cluster.token).get<{ total: number }>(
      `/api/projects/${flow.project}/runs/${flow.run}/objects`,
      { query: { limit: 1 } },
    );
    const restarted = cluster.processes().filter((each) => each.restarts() > 0);
    if (restarted.length > 0) throw new Error(`${restarted[0]!.place.service} ended on the way`);
    const store = new S3Store({ endpoint: servers.s3.url, bucket: servers.bucket, ...servers.s3Keys });
    const stored = (await Array.fromAsync(store.list(""))).length;

    const costs = { imported: laps[0]!, done: since(started, await watch.look()) };
    return { flow, found: total, stored, requests: await countRequests(servers.s3.url, servers.s3Keys), costs };
  } finally {
    watch.stop();
    await cluster.stop();
  }
}

/** What was taken after a look; the greatest memory is that of the whole time. */
function since(before: Costs, now: Costs): Costs {
  return new Map(
    Array.from(now, ([name, { cpuSeconds, peakMemory }]) => [
      name,
      { cpuSeconds: cpuSeconds - (before.get(name)?.cpuSeconds ?? 0), peakMemory },
    ]),
  );
}

async function flowOf(cluster: Cluster, images: string, lap: () => Promise<void>): Promise<FlowResult> {
  let said = "";
  const job = ({ kind, done, total }: { kind: string; done: number; total: number }): void => {
    const text = `${kind}: ${Math.floor((10 * done) / Math.max(total, 1)) * 10} %`;
    if (text !== said) console.log(text);
    said = text;
  };
  const looks: Promise<void>[] = [];
  const progress = { job, say: () => undefined, end: () => void looks.push(lap()) };
  const never = new AbortController().signal;
  const request = { paths: [images], pipeline: SAME_STEPS };
  const flow = await new Flow(new ApiClient(cluster.url, cluster.token), progress as never, never).run(request);
  await Promise.all(looks);
  return flow;
}
