import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { DEMO_DEFAULTS, runDemo } from "../flow/demo-flow.ts";
import { imagesOf, writeOutputs } from "../flow/outputs.ts";
import { createProgress, type Progress } from "../flow/progress-bar.ts";
import type { FlowResult } from "../flow/run-flow.ts";
import { Flow } from "../flow/run-flow.ts";
import { type Summary, summarise, type TruthScore } from "../flow/summary.ts";
import type { Connection } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { numberWithin, wholeNumber } from "./options.ts";

/** Options of `start` and `run`, as commander gives them. */
export interface FlowOptions {
  readonly pipeline?: string;
  readonly metadata?: string;
  readonly names?: string;
  readonly labels?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly masks?: string;
  readonly canonical?: string;
  readonly summary?: string;
  readonly data?: string;
  readonly seed?: number;
  readonly difficulty?: number;
  readonly frames?: number;
  readonly json?: boolean;
  /** The server goes on when the command's work is done. */
  readonly stays?: boolean;
}

/** Adds the options that `start` and `run` share. */
export function withFlowOptions(command: Command): Command {
  return command
    .option("--pipeline <name|file.json>", "template, stored graph, or a file with a graph (default: plankton)")
    .option("--metadata <file.csv>", "CSV or TSV with metadata, joined to the images by its key column")
    .option("--names <pattern>", "typed pattern of the file names, such as {cruise}_{station}_{depth:int}_{frame:int}.tif")
    .option("--labels <file.csv>", "labels to learn from: object, or image and label; class, status, author")
    .option("--out <bundle.zip>", "write the EcoTaxa bundle here (default: into the data folder, unless the server stays)")
    .option("--csv <file.csv>", "write all objects with their measures here, units and definitions beside it")
    .option("--masks <dir>", "write a 32-bit label TIFF an image into this folder")
    .option("--canonical <file>", "write everything that was found in one fixed order here")
    .option("--summary <file.json>", "write what was done here, for programs")
    .option("--data <dir>", "folder with everything that is kept (default: $ARGOSY_DATA, else argosy-data)")
    .option("--seed <n>", "seed of the demo and of the learning", wholeNumber(0, 2 ** 31 - 1))
    .option("--difficulty <x>", "difficulty of the demo, 0 to 1", numberWithin(0, 1))
    .option("--frames <n>", "number of frames of the demo", wholeNumber(1, 10_000))
    .option("--json", "print the summary as JSON, and nothing else");
}

/** Takes paths, or the demo cruise where there are none, through the pipeline and writes what was asked for. */
export async function runFlow(
  connection: Connection,
  paths: readonly string[],
  options: FlowOptions,
  settings: Settings,
  signal: AbortSignal,
): Promise<Summary> {
  const { api } = connection;
  const progress = createProgress(process.stderr, options.json === true);
  const pipeline = options.pipeline ?? "plankton";
  let truth: TruthScore | undefined;
  let flow: FlowResult;
  if (paths.length === 0) {
    const { seed, difficulty, frames } = { ...DEMO_DEFAULTS, ...definedOnly(options) };
    ({ flow, truth } = await runDemo(api, { dataFolder: connection.dataFolder, seed, difficulty, frames, pipeline }, progress, signal));
  } else {
    const { names, metadata, labels, seed } = options;
    flow = await new Flow(api, progress, signal).run({ paths, pipeline, names, metadata, labels, seed });
  }
  const out = options.out ?? bundleFile(connection, flow, options);
  await writeOutputs(api, flow, { ...options, out }, signal);
  const summary = await summaryOf(connection, flow, out, settings, truth, signal);
  if (options.summary !== undefined) await writeFile(options.summary, `${JSON.stringify(summary, undefined, 2)}\n`);
  report(summary, flow, options, progress);
  return summary;
}

/** Where the bundle goes when nobody said so: into the data folder where the server's address ends with the command, else nowhere. */
function bundleFile({ own, dataFolder }: Connection, { graph }: FlowResult, { stays }: FlowOptions): string | undefined {
  return own === undefined || stays === true ? undefined : join(dataFolder, `${graph.name.replaceAll(/[^\w.-]/g, "_")}.zip`);
}

function definedOnly({ seed, difficulty, frames }: FlowOptions) {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(frames === undefined ? {} : { frames }),
  };
}

async function summaryOf(
  connection: Connection,
  flow: FlowResult,
  out: string | undefined,
  settings: Settings,
  truth: TruthScore | undefined,
  signal: AbortSignal,
): Promise<Summary> {
  const { api, own } = connection;
  const base = `/api/projects/${flow.project}`;
  const objects = await api.get<{ total: number }>(`${base}/runs/${flow.run}/objects`, { query: { limit: 1 }, signal });
  const address = flow.bundle === undefined ? undefined : new URL(`${base}/bundles/${flow.bundle}/content`, api.url).href;
  return summarise(flow, {
    images: (await imagesOf(api, flow, signal)).length,
    objects: objects.total,
    url: api.url,
    bundle: out === undefined || address === undefined ? address : resolve(out),
    startSeconds: settings.ARGOSY_START_SECONDS === "" ? { download: 0, install: 0 } : JSON.parse(settings.ARGOSY_START_SECONDS),
    databaseSeconds: own?.databaseSeconds ?? 0,
    truth,
  });
}

function report(summary: Summary, flow: FlowResult, options: FlowOptions, progress: Progress): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(summary, undefined, 2)}\n`);
    return;
  }
  const { images, objects, truth, seconds } = summary;
  progress.say(`${images.imported} images, ${objects} objects in ${(seconds.import + seconds.process + seconds.export).toFixed(1)} s`);
  for (const { file, reason, detail } of summary.refused.slice(0, 20)) progress.say(`refused ${file}: ${reason}: ${detail}`);
  if (summary.refused.length > 20) progress.say(`... and ${summary.refused.length - 20} more files refused`);
  if (flow.model !== undefined) {
    progress.say(
      `model ${flow.model.version}: ${percent(flow.model.heldOutAccuracy)} right of the objects held out, ${percent(flow.model.outOfBagAccuracy)} out of bag`,
    );
  }
  if (truth !== undefined) {
    progress.say(
      `truth: ${truth.count} objects, ${truth.found} found, mean IoU ${truth.meanIoU.toFixed(3)}, classes ${percent(truth.classAccuracy)} right`,
    );
    progress.say(`the best single measure, ${truth.bestSingleMeasureName}, gets ${percent(truth.bestSingleMeasure)}`);
  }
  progress.say(summary.bundle === undefined ? "no bundle: there is no object to export" : `bundle: ${summary.bundle}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
