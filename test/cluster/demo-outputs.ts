import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runDemo } from "../../cli/src/flow/demo-flow.ts";
import { writeOutputs } from "../../cli/src/flow/outputs.ts";
import type { Progress } from "../../cli/src/flow/progress-bar.ts";
import type { TruthScore } from "../../cli/src/flow/summary.ts";
import type { ApiClient } from "../../cli/src/server/api-client.ts";

/** What the demo cruise came to in one home. */
export interface DemoOutputs {
  readonly project: string;
  readonly truth: TruthScore;
  readonly canonical: string;
  readonly csv: string;
  /** The file of the EcoTaxa bundle. */
  readonly bundle: string;
}

const never = new AbortController().signal;
const quiet: Progress = { job: () => undefined, say: () => undefined, end: () => undefined };

/** Takes the demo cruise through everything: import, run, labels, training, run with the model, export. */
export async function demoOutputs(api: ApiClient, folder: string, frames: number): Promise<DemoOutputs> {
  const request = { dataFolder: folder, seed: 1, difficulty: 0.5, frames, pipeline: "plankton" };
  const { flow, truth } = await runDemo(api, request, quiet, never);
  const files = { canonical: join(folder, "canonical"), csv: join(folder, "objects.csv"), out: join(folder, "bundle.zip") };
  await writeOutputs(api, flow, files, never);
  const [canonical, csv] = await Promise.all([readFile(files.canonical, "utf8"), readFile(files.csv, "utf8")]);
  return { project: flow.project, truth, canonical, csv, bundle: files.out };
}
