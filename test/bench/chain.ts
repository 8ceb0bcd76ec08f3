import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBundle } from "@argosy/export";
import { ROOT } from "../run/command.ts";
import { machine, megabytes, writeSection } from "./bench-report.ts";
import { installMorphocut } from "./morphocut/install.ts";
import { writeNucleiCopies } from "./nuclei-copies.ts";
import type { Measured } from "./run-measured.ts";
import { runMeasured } from "./run-measured.ts";

const COPIES = 5;
/** How many times as fast as MorphoCut's pipeline we must be. */
const TARGET = 8;
/** MorphoCut's steps as a graph of ours: grey, Otsu, regions of at least 30 px, its 32 features. */
const SAME_STEPS = join(import.meta.dirname, "morphocut", "same-steps.json");

interface Ours extends Measured {
  readonly pipeline: string;
  readonly summary: {
    readonly images: { readonly imported: number };
    readonly objects: number;
    readonly seconds: Readonly<Record<"database" | "import" | "process" | "export", number>>;
    readonly work: { readonly computed: number; readonly reused: number };
  };
  readonly imagesPerSecond: number;
}

interface Peer extends Measured {
  readonly workers: number;
  readonly report: {
    readonly images: number;
    readonly objects: number;
    readonly seconds: number;
    readonly versions: Readonly<Record<string, string>>;
  };
  readonly imagesPerSecond: number;
}

/**
 * The whole chain from files to a checked EcoTaxa bundle, against MorphoCut on the same files one after the other on the same cores.
 *
 * Both take the same steps and must find as many objects. Ours counts from the first file read to the bundle that was checked, with rows
 * and arrays written; MorphoCut's from the first file to the end of its archive, without the start of Python. The target is set against
 * MorphoCut's pipeline as it is; with its parallel part, and with our own template for nuclei, both are measured and written down too.
 *
 * @throws {Error} when work was reused, the objects differ in number, a bundle is refused, or the target is missed.
 */
export async function run(samples: string): Promise<void> {
  const python = await installMorphocut();
  const scratch = await mkdtemp(join(tmpdir(), "argosy-bench-"));
  try {
    const images = join(scratch, "images");
    const count = await writeNucleiCopies(samples, COPIES, images);
    console.log(`${count} images are made`);
    const ours = await runOurs(SAME_STEPS, images, count, scratch);
    console.log(`Argosy: ${ours.imagesPerSecond.toFixed(1)} images/s`);
    const peers = [await runPeer(python, images, 1, scratch), await runPeer(python, images, 2, scratch)] as const;
    for (const { report: found } of peers)
      if (found.objects !== ours.summary.objects)
        throw new Error(`MorphoCut found ${found.objects} objects and Argosy ${ours.summary.objects}: that is not the same work`);
    const nuclei = await runOurs("nuclei", images, count, scratch);
    const lines = report(count, [ours, nuclei], peers);
    console.log(lines.join("\n"));
    await writeSection("From files to a checked bundle", lines);
    const ratio = ours.imagesPerSecond / peers[0].imagesPerSecond;
    if (ratio < TARGET) throw new Error(`${ratio.toFixed(2)} times MorphoCut's images a second, not ${TARGET}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runOurs(pipeline: string, images: string, count: number, scratch: string): Promise<Ours> {
  const [data, bundle, summaryFile] = [join(scratch, "data"), join(scratch, "bundle.zip"), join(scratch, "summary.json")];
  await rm(data, { recursive: true, force: true });
  const options = ["--pipeline", pipeline, "--data", data, "--out", bundle, "--summary", summaryFile];
  const measured = await runMeasured([process.execPath, "bin/start.mjs", "argosy", "run", images, ...options], { folder: ROOT });
  const summary = JSON.parse(await readFile(summaryFile, "utf8")) as Ours["summary"];
  const { work, images: seen, seconds } = summary;
  if (seen.imported !== count) throw new Error(`${seen.imported} of ${count} images were imported`);
  if (work.computed !== count || work.reused !== 0) throw new Error(`${work.computed} images were computed and ${work.reused} reused`);
  // The export has checked its bundle before it ended; once more, for what it says is not taken on trust here.
  const check = await checkBundle(bundle, { databaseLimits: true });
  const faults = check.findings.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new Error(`the bundle is refused: ${faults[0]!.message}`);
  const total = seconds.import + seconds.process + seconds.export;
  return { ...measured, pipeline, summary, imagesPerSecond: count / total };
}

async function runPeer(python: string, images: string, workers: number, scratch: string): Promise<Peer> {
  const script = join(import.meta.dirname, "morphocut", "run.py");
  const measured = await runMeasured([python, script, images, join(scratch, `morphocut-${workers}.zip`), String(workers)], {
    folder: scratch,
  });
  const peer = JSON.parse(measured.output.trim().split("\n").at(-1)!) as Peer["report"];
  return { ...measured, workers, report: peer, imagesPerSecond: peer.images / peer.seconds };
}

const PIPELINES: Readonly<Record<string, string>> = { [SAME_STEPS]: "the same steps", nuclei: "template `nuclei`" };

function report(count: number, ours: readonly Ours[], peers: readonly Peer[]): readonly string[] {
  const versions = Object.entries(peers[0]!.report.versions).map(([name, version]) => `${name} ${version}`);
  const nameOf = ({ pipeline }: Ours) => `Argosy, ${PIPELINES[pipeline]}`;
  const times = (mine: Ours, peer: Peer) => (mine.imagesPerSecond / peer.imagesPerSecond).toFixed(2);
  const row = (label: string, pick: (one: Ours) => number) => `| ${label} | ${ours.map((one) => pick(one).toFixed(1)).join(" | ")} |`;
  return [
    machine(),
    "",
    `${count} images: the 120 nuclei images ${COPIES} times, each copy with one pixel of its own changed; on a fresh data folder, ${ours[0]!.summary.work.computed} computed, ${ours[0]!.summary.work.reused} reused.`,
    `Peer: ${versions.join(", ")}: read, grey, Otsu, regions of at least 30 px, its 32 features, EcoTaxa archive; the same files in the same minutes.`,
    "The same steps are those, with rows and arrays stored and the bundle checked; the template splits touching nuclei with a watershed and",
    "measures other features, which the peer does not.",
    "",
    "| | images/s | seconds | objects | peak memory of all processes |",
    "|---|---|---|---|---|",
    ...ours.map(
      (one) =>
        `| ${nameOf(one)} | ${one.imagesPerSecond.toFixed(1)} | ${(count / one.imagesPerSecond).toFixed(1)} | ${one.summary.objects} | ${megabytes(one.peakMemory)} |`,
    ),
    ...peers.map(
      ({ workers, imagesPerSecond, report: { seconds: spent, objects: found }, peakMemory }) =>
        `| ${peerName(workers)} | ${imagesPerSecond.toFixed(1)} | ${spent.toFixed(1)} | ${found} | ${megabytes(peakMemory)} |`,
    ),
    "",
    "Behind the peer stands how many times is asked.",
    "",
    `| times as fast as | ${peers.map(({ workers }) => peerName(workers) + (workers === 1 ? ` (${TARGET})` : "")).join(" | ")} |`,
    "|---|---|---|",
    ...ours.map((one) => `| ${nameOf(one)} | ${peers.map((peer) => times(one, peer)).join(" | ")} |`),
    "",
    `| seconds of | ${ours.map(nameOf).join(" | ")} |`,
    "|---|---|---|",
    row("import", ({ summary }) => summary.seconds.import),
    row("segment, measure, classify", ({ summary }) => summary.seconds.process),
    row("export with its check", ({ summary }) => summary.seconds.export),
    row("before that: the database, made anew", ({ summary }) => summary.seconds.database),
    row("the whole command", ({ seconds }) => seconds),
  ];
}

function peerName(workers: number): string {
  return workers === 1 ? "MorphoCut" : `MorphoCut with ${workers} parallel workers`;
}
