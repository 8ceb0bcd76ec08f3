import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFolder, installPython } from "../../cli/src/cluster/servers/install-python.ts";
import { ROOT } from "../run/command.ts";
import { machine, writeSection } from "./bench-report.ts";
import { compareCase } from "./kernels/compare-case.ts";
import { writeScene } from "./kernels/draw-scene.ts";
import { FAMILIES } from "./kernels/family-cases.ts";
import type { Peer } from "./kernels/kernel-case.ts";
import { writeRows } from "./kernels/learn-cases.ts";
import type { Timing } from "./kernels/measure-ours.ts";
import { spreadOverWorkers } from "./kernels/spread-over-workers.ts";
import { runMeasured } from "./run-measured.ts";

/** What `peers.py` prints. */
interface PeerReport {
  readonly timings: Readonly<Record<string, Partial<Readonly<Record<Peer, Timing>>>>>;
  readonly versions: Readonly<Record<Peer, string>>;
}

/**
 * Our kernels against scikit-image and scipy, OpenCV and scikit-learn on the same arrays, family by family: first ours, then theirs, each
 * in one thread of a process of its own.
 *
 * @param args - Families; default all. `--workers`: instead, how much faster two worker threads are than one.
 * @throws {Error} with the list of what is slower than it may be, or gives something else than its peer.
 */
export async function run(_samples: string, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { workers: { type: "boolean" } } });
  const families = positionals.length === 0 ? Object.keys(FAMILIES) : positionals;
  const unknown = families.filter((family) => !(family in FAMILIES));
  if (unknown.length > 0) throw new Error(`no family ${unknown.join(", ")}; known are ${Object.keys(FAMILIES).join(", ")}`);
  const scratch = await mkdtemp(join(tmpdir(), "argosy-kernels-"));
  const missed: string[] = [];
  try {
    await writeScene(scratch);
    if (families.includes("learn")) await writeRows(scratch);
    for (const family of families)
      missed.push(...(values.workers === true ? await spreadOverWorkers(family, scratch) : await compareFamily(family, scratch)));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  if (missed.length > 0) throw new Error(`missed:\n- ${missed.join("\n- ")}`);
}

async function compareFamily(family: string, scratch: string): Promise<readonly string[]> {
  const installed = await installPython(
    join(ROOT, "test/reference/requirements.txt"),
    cacheFolder(process.env["ARGOSY_REFERENCES"], "references"),
  );
  if ("missing" in installed) throw new Error(installed.missing);
  const folder = join(import.meta.dirname, "kernels");
  const ours = await inProcess<Readonly<Record<string, Timing>>>([
    process.execPath,
    ...process.execArgv,
    join(folder, "measure-ours.ts"),
    scratch,
    family,
  ]);
  const peers = await inProcess<PeerReport>([installed.python, "-B", join(folder, "peers.py"), scratch, family]);
  const compared = FAMILIES[family]!.map((one) => compareCase(one, ours[one.name]!, peers.timings[one.name] ?? {}));
  const lines = [
    machine(),
    "",
    `4096 x 4096, about 7,700 objects; milliseconds of processor time in one thread, medians, warm. Peers: ${Object.values(peers.versions).join(", ")} (one thread), on the same arrays in the same minute.`,
    "Behind a ratio stands the most that it may be.",
    "",
    "| kernel | ours | scikit-image, scipy | ratio | OpenCV | ratio | scikit-learn | ratio |",
    "|---|---|---|---|---|---|---|---|",
    ...compared.map(({ row }) => row),
  ];
  console.log(`${family}\n${lines.slice(5).join("\n")}`);
  await writeSection(`Kernels: ${family}`, lines);
  return compared.flatMap(({ missed }) => missed);
}

async function inProcess<T>(words: readonly string[]): Promise<T> {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const { output } = await runMeasured(words, { folder: ROOT, env });
  return JSON.parse(output.trim().split("\n").at(-1)!) as T;
}
