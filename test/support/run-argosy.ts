import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Summary } from "../../cli/src/flow/summary.ts";
import { ROOT, runCommand } from "../run/command.ts";

const MAIN = join(ROOT, "cli", "src", "main.ts");

/** Runs the command line and gives what it said. @throws {Error} with the end of that, when it fails. */
export async function runArgosy(...words: readonly string[]): Promise<string> {
  const { ok, output } = await runCommand([process.execPath, MAIN, ...words]);
  if (!ok) throw new Error(`argosy ${words.join(" ")} failed: ${output.slice(-2_000)}`);
  return output;
}

/** Files of a run in one folder. */
export interface RunFiles {
  readonly data: string;
  readonly csv: string;
  readonly masks: string;
  readonly bundle: string;
  readonly summary: Summary;
}

/**
 * Takes a path through a pipeline on a fresh data folder below `folder`, and has the bundle checked with the limits of EcoTaxa's database.
 *
 * @throws {Error} when the run fails or the bundle would be refused.
 */
export async function runPipeline(folder: string, path: string, pipeline: string): Promise<RunFiles> {
  const [data, csv, masks, bundle] = ["data", "objects.csv", "masks", "bundle.zip"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  const summary = join(folder, "summary.json");
  const outputs = ["--csv", csv, "--masks", masks, "--out", bundle, "--summary", summary];
  await runArgosy("run", path, "--pipeline", pipeline, "--data", data, ...outputs);
  await runArgosy("check-bundle", bundle);
  return { data, csv, masks, bundle, summary: JSON.parse(await readFile(summary, "utf8")) as Summary };
}

/** A folder that is gone when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
