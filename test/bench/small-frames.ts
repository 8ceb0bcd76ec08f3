import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Store } from "@argosy/storage";
import type { Cluster } from "../../cli/src/cluster/start-cluster.ts";
import { startCluster } from "../../cli/src/cluster/start-cluster.ts";
import type { FlowResult } from "../../cli/src/flow/run-flow.ts";
import { Flow } from "../../cli/src/flow/run-flow.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import { silentLog } from "../support/silent-log.ts";
import { machine, megabytes, writeSection } from "./bench-report.ts";
import { installMorphocut } from "./morphocut/install.ts";
import { runMeasured } from "./run-measured.ts";
import { countRequests } from "./small-frames/count-requests.ts";
import { drawFrames, FRAME } from "./small-frames/draw-frames.ts";
import { watchMemory } from "./small-frames/watch-memory.ts";

const FRAMES = 10_000;
/** MorphoCut's speed does not depend on how many there are. */
const PEER_FRAMES = 600;
const MOST_OBJECTS = 2_000;
const MOST_PUTS = 2_500;
const MOST_BYTES = 600e6;
const SAME_STEPS = join(import.meta.dirname, "morphocut", "same-steps.json");

interface Ours {
  readonly flow: FlowResult;
  readonly found: number;
  readonly stored: number;
  readonly requests: Readonly<Record<string, number>>;
  readonly memory: ReadonlyMap<string, number>;
}

/**
 * Many small frames in the cluster home: imported, run through the peer's steps and exported, every service its own process.
 *
 * `npm run bench -- small-frames [FRAMES]`; the report is written for the full number alone.
 *
 * @throws {Error} when the frames make too many objects in the store or requests, or a service takes too much memory.
 */
export async function run(_samples: string, [count = String(FRAMES)]: readonly string[]): Promise<void> {
  const frames = Number(count);
  const python = await installMorphocut();
  const scratch = await mkdtemp(join(tmpdir(), "argosy-small-frames-"));
  await chmod(scratch, 0o711);
  try {
    const images = join(scratch, "images");
    await drawFrames(images, frames);
    console.log(`${frames} frames are drawn`);
    const ours = await runOurs(images, scratch);
    const peer = await runPeer(python, join(scratch, "few"), scratch);
    const lines = report(frames, ours, peer);
    console.log(lines.join("\n"));
    if (frames === FRAMES) await writeSection("Ten thousand small frames in the cluster", lines);
    judge(ours, frames);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runOurs(images: string, scratch: string): Promise<Ours> {
  const dataFolder = join(scratch, "data");
  await mkdir(dataFolder, { mode: 0o711 });
  const cluster = await startCluster({ dataFolder, log: silentLog });
  try {
    const memory = watchMemory(cluster.processes);
    const flow = await flowOf(cluster, images);
    const { servers } = cluster;
    const { total } = await new ApiClient(cluster.url, cluster.token).get<{ total: number }>(
      `/api/projects/${flow.project}/runs/${flow.run}/objects`,
      { query: { limit: 1 } },
    );
    const peaks = await memory.stop();
    const restarted = cluster.processes().filter((each) => each.restarts() > 0);
    if (restarted.length > 0) throw new Error(`${restarted[0]!.place.service} ended on the way`);
    const store = new S3Store({ endpoint: servers.s3.url, bucket: servers.bucket, ...servers.s3Keys });
    const stored = (await Array.fromAsync(store.list(""))).length;
    return { flow, found: total, stored, requests: await countRequests(servers.s3.url, servers.s3Keys), memory: peaks };
  } finally {
    await cluster.stop();
  }
}

async function flowOf(cluster: Cluster, images: string): Promise<FlowResult> {
  let said = "";
  const job = ({ kind, done, total }: { kind: string; done: number; total: number }): void => {
    const text = `${kind}: ${Math.floor((10 * done) / Math.max(total, 1)) * 10} %`;
    if (text !== said) console.log(text);
    said = text;
  };
  const progress = { job, say: () => undefined, end: () => undefined };
  const never = new AbortController().signal;
  return new Flow(new ApiClient(cluster.url, cluster.token), progress as never, never).run({ paths: [images], pipeline: SAME_STEPS });
}

async function runPeer(python: string, few: string, scratch: string): Promise<{ readonly perSecond: number; readonly objects: number }> {
  await drawFrames(few, PEER_FRAMES);
  const script = join(import.meta.dirname, "morphocut", "run.py");
  const { output } = await runMeasured([python, script, few, join(scratch, "morphocut.zip"), "1"], { folder: scratch });
  const peer = JSON.parse(output.trim().split("\n").at(-1)!) as { images: number; objects: number; seconds: number };
  return { perSecond: peer.images / peer.seconds, objects: peer.objects };
}

function report(frames: number, { flow, found, stored, requests, memory }: Ours, peer: Awaited<ReturnType<typeof runPeer>>): string[] {
  const { seconds } = flow;
  const total = seconds.import + seconds.process + seconds.export;
  const perSecond = frames / total;
  return [
    machine(),
    "",
    `${frames} drawn frames of ${FRAME.width} x ${FRAME.height}, grey PNG, imported, run through the steps of MorphoCut (grey, Otsu, regions of at least 30 px,`,
    `its 32 features) and exported as an EcoTaxa bundle, over PostgreSQL, NATS and MinIO on the same machine, every service its own process.`,
    `${found} objects were found. MorphoCut took the first ${PEER_FRAMES} of the frames (${peer.objects} objects) on the same cores afterwards.`,
    "",
    "| | frames/s |",
    "|---|---|",
    `| Argosy, cluster home, import to bundle | ${perSecond.toFixed(1)} |`,
    `| MorphoCut | ${peer.perSecond.toFixed(1)} |`,
    "",
    `Seconds: import ${seconds.import.toFixed(1)}, segment and measure ${seconds.process.toFixed(1)}, export ${seconds.export.toFixed(1)}.`,
    `Objects in the store: ${stored} (at most ${MOST_OBJECTS}). Requests: ${requestsText(requests)} (at most ${MOST_PUTS} PUTs).`,
    "",
    "| process | peak memory, its children included |",
    "|---|---|",
    ...Array.from(memory, ([name, bytes]) => `| ${name} | ${megabytes(bytes)} |`),
  ];
}

function requestsText(requests: Readonly<Record<string, number>>): string {
  return Object.entries(requests)
    .sort()
    .map(([api, count]) => `${count} ${api}`)
    .join(", ");
}

function putsIn(requests: Readonly<Record<string, number>>): number {
  return (requests["putobject"] ?? 0) + (requests["putobjectpart"] ?? 0);
}

function judge({ flow, stored, requests, memory }: Ours, frames: number): void {
  const imported = Number(flow.importJob.total);
  if (imported < frames) throw new Error(`${imported} of ${frames} frames were imported`);
  if (stored > MOST_OBJECTS) throw new Error(`${stored} objects in the store, not ${MOST_OBJECTS}`);
  if (putsIn(requests) > MOST_PUTS) throw new Error(`${putsIn(requests)} PUTs, not ${MOST_PUTS}`);
  for (const [name, bytes] of memory) if (bytes > MOST_BYTES) throw new Error(`${name} took ${megabytes(bytes)}`);
}
