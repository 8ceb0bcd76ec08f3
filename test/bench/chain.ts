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
/** How many times as fast as MorphoCut we must be. */
const TARGET = 4;

interface Ours extends Measured {
  readonly summary: {
    readonly images: { readonly imported: number };
    readonly objects: number;
    readonly seconds: Readonly<Record<"database" | "import" | "process" | "export", number>>;
    readonly work: { readonly computed: number; readonly reused: number };
  };
  readonly checkSeconds: number;
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
 * Ours counts from the first file read to the end of the bundle's check, with rows and arrays written; MorphoCut's from the first
 * file to the end of its archive, without the start of Python. Of MorphoCut's two ways, one process and one a core, the faster counts.
 *
 * @throws {Error} when work was reused, the bundle is refused, or the target is missed.
 */
export async function run(samples: string): Promise<void> {
  const python = await installMorphocut();
  const scratch = await mkdtemp(join(tmpdir(), "argosy-bench-"));
  try {
    const images = join(scratch, "images");
    const count = await writeNucleiCopies(samples, COPIES, images);
    console.log(`${count} images are made`);
    const ours = await runOurs(images, count, scratch);
    console.log(`Argosy: ${ours.imagesPerSecond.toFixed(1)} images/s`);
    const peers = [await runPeer(python, images, 1, scratch), await runPeer(python, images, 2, scratch)];
    const best = peers.reduce((a, b) => (b.imagesPerSecond > a.imagesPerSecond ? b : a));
    const ratio = ours.imagesPerSecond / best.imagesPerSecond;
    const lines = report(count, ours, peers, ratio);
    console.log(lines.join("\n"));
    await writeSection("From files to a checked bundle", lines);
    if (ratio < TARGET) throw new Error(`${ratio.toFixed(2)} times MorphoCut's images a second, not ${TARGET}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runOurs(images: string, count: number, scratch: string): Promise<Ours> {
  const [bundle, summaryFile] = [join(scratch, "bundle.zip"), join(scratch, "summary.json")];
  const options = ["--pipeline", "nuclei", "--data", join(scratch, "data"), "--out", bundle, "--summary", summaryFile];
  const measured = await runMeasured([process.execPath, "cli/src/main.ts", "run", images, ...options], { folder: ROOT });
  const summary = JSON.parse(await readFile(summaryFile, "utf8")) as Ours["summary"];
  const { work, images: seen, seconds } = summary;
  if (seen.imported !== count) throw new Error(`${seen.imported} of ${count} images were imported`);
  if (work.computed !== count || work.reused !== 0) throw new Error(`${work.computed} images were computed and ${work.reused} reused`);
  const begun = performance.now();
  const check = await checkBundle(bundle, { databaseLimits: true });
  const checkSeconds = (performance.now() - begun) / 1_000;
  const faults = check.findings.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new Error(`the bundle is refused: ${faults[0]!.message}`);
  const total = seconds.import + seconds.process + seconds.export + checkSeconds;
  return { ...measured, summary, checkSeconds, imagesPerSecond: count / total };
}

async function runPeer(python: string, images: string, workers: number, scratch: string): Promise<Peer> {
  const script = join(import.meta.dirname, "morphocut", "run.py");
  const measured = await runMeasured([python, script, images, join(scratch, `morphocut-${workers}.zip`), String(workers)], {
    folder: scratch,
  });
  const peer = JSON.parse(measured.output.trim().split("\n").at(-1)!) as Peer["report"];
  return { ...measured, workers, report: peer, imagesPerSecond: peer.images / peer.seconds };
}

function report(count: number, ours: Ours, peers: readonly Peer[], ratio: number): readonly string[] {
  const { seconds, objects } = ours.summary;
  const versions = Object.entries(peers[0]!.report.versions).map(([name, version]) => `${name} ${version}`);
  const total = count / ours.imagesPerSecond;
  return [
    machine(),
    "",
    `${count} images: the 120 nuclei images ${COPIES} times, each copy with one pixel of its own changed; on a fresh data folder, ${ours.summary.work.computed} computed, ${ours.summary.work.reused} reused.`,
    `Peer: ${versions.join(", ")}: read, grey, Otsu, regions of at least 30 px, its 32 features, EcoTaxa archive; the same files in the same minute.`,
    "",
    "| | images/s | seconds | objects | peak memory of all processes |",
    "|---|---|---|---|---|",
    `| Argosy | ${ours.imagesPerSecond.toFixed(1)} | ${total.toFixed(1)} | ${objects} | ${megabytes(ours.peakMemory)} |`,
    ...peers.map(
      ({ workers, imagesPerSecond, report: { seconds: spent, objects: found }, peakMemory }) =>
        `| MorphoCut, ${workers === 1 ? "one process" : `${workers} processes`} | ${imagesPerSecond.toFixed(1)} | ${spent.toFixed(1)} | ${found} | ${megabytes(peakMemory)} |`,
    ),
    "",
    `Ratio to the faster of MorphoCut's two: ${ratio.toFixed(2)}.`,
    "",
    "| stage of Argosy | seconds |",
    "|---|---|",
    `| import | ${seconds.import.toFixed(1)} |`,
    `| segment, measure, classify | ${seconds.process.toFixed(1)} |`,
    `| export | ${seconds.export.toFixed(1)} |`,
    `| check of the bundle | ${ours.checkSeconds.toFixed(1)} |`,
    `| before that: the database, made anew | ${seconds.database.toFixed(1)} |`,
    `| the whole command | ${ours.seconds.toFixed(1)} |`,
  ];
}
