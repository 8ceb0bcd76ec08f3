import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine, megabytes, writeSection } from "./bench-report.ts";
import { installMorphocut } from "./morphocut/install.ts";
import { runMeasured } from "./run-measured.ts";
import { drawFrames, FRAME } from "./small-frames/draw-frames.ts";
import type { ClusterRun } from "./small-frames/run-in-cluster.ts";
import { runInCluster } from "./small-frames/run-in-cluster.ts";

const FRAMES = 10_000;
/** MorphoCut's speed does not depend on how many there are. */
const PEER_FRAMES = 600;
const MOST_OBJECTS = 2_000;
const MOST_PUTS = 2_500;
const MOST_BYTES = 600e6;
/** Programs of others: their memory is told, not judged. */
const SERVERS = ["postgres", "nats", "s3"];

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
    const peer = await runPeer(python, join(scratch, "few"), scratch);
    console.log(`MorphoCut: ${peer.perSecond.toFixed(1)} frames/s`);
    const ours = await runInCluster(images, scratch);
    const lines = report(frames, ours, peer);
    console.log(lines.join("\n"));
    if (frames === FRAMES) await writeSection("Ten thousand small frames in the cluster", lines);
    judge(ours, frames);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runPeer(python: string, few: string, scratch: string): Promise<{ readonly perSecond: number; readonly objects: number }> {
  await drawFrames(few, PEER_FRAMES);
  const script = join(import.meta.dirname, "morphocut", "run.py");
  const { output } = await runMeasured([python, script, few, join(scratch, "morphocut.zip"), "1", "grey"], { folder: scratch });
  const peer = JSON.parse(output.trim().split("\n").at(-1)!) as { images: number; objects: number; seconds: number };
  return { perSecond: peer.images / peer.seconds, objects: peer.objects };
}

function report(frames: number, { flow, found, stored, requests, costs }: ClusterRun, peer: Awaited<ReturnType<typeof runPeer>>): string[] {
  const { seconds } = flow;
  const total = seconds.import + seconds.process + seconds.export;
  const perSecond = frames / total;
  return [
    machine(),
    "",
    `${frames} drawn frames of ${FRAME.width} x ${FRAME.height}, grey PNG, imported, run through the steps of MorphoCut (grey, Otsu, regions of at least 30 px,`,
    `its 32 features) and exported as an EcoTaxa bundle, over PostgreSQL, NATS and MinIO on the same machine, every service its own process.`,
    `${found} objects were found. MorphoCut took the first ${PEER_FRAMES} of the frames (${peer.objects} objects) on the same cores just before.`,
    "",
    "| | frames/s |",
    "|---|---|",
    `| Argosy, cluster home, import to bundle | ${perSecond.toFixed(1)} |`,
    `| MorphoCut | ${peer.perSecond.toFixed(1)} |`,
    "",
    `Seconds: import ${seconds.import.toFixed(1)}, segment and measure ${seconds.process.toFixed(1)}, export ${seconds.export.toFixed(1)}.`,
    `Objects in the store: ${stored} (at most ${MOST_OBJECTS}). Requests: ${requestsText(requests)} (at most ${MOST_PUTS} PUTs).`,
    "",
    "| process, with its children | CPU seconds of the import | CPU seconds of the run | peak memory |",
    "|---|---|---|---|",
    ...Array.from(costs.done, ([name, { cpuSeconds, peakMemory }]) => {
      const before = costs.imported.get(name)?.cpuSeconds ?? 0;
      return `| ${name} | ${before.toFixed(1)} | ${(cpuSeconds - before).toFixed(1)} | ${megabytes(peakMemory)} |`;
    }),
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

function judge({ flow, stored, requests, costs }: ClusterRun, frames: number): void {
  const imported = Number(flow.importJob.total);
  if (imported < frames) throw new Error(`${imported} of ${frames} frames were imported`);
  if (stored > MOST_OBJECTS) throw new Error(`${stored} objects in the store, not ${MOST_OBJECTS}`);
  if (putsIn(requests) > MOST_PUTS) throw new Error(`${putsIn(requests)} PUTs, not ${MOST_PUTS}`);
  for (const [name, { peakMemory }] of costs.done)
    if (!SERVERS.includes(name) && peakMemory > MOST_BYTES) throw new Error(`${name} took ${megabytes(peakMemory)}`);
}
