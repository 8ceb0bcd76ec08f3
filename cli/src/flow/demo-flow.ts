import { join } from "node:path";
import type { GraphDraft } from "@argosy/nodes";
import type { Graph } from "@argosy/rpc";
import type { FrameMatch } from "../demo/match-frame.ts";
import { matchFrame } from "../demo/match-frame.ts";
import type { LabelSplit } from "../demo/score-demo.ts";
import { bestSingleMeasure, scoreDemo, splitLabels } from "../demo/score-demo.ts";
import type { DemoTruth } from "../demo/write-demo-folder.ts";
import { demoFolder, readDemoTruth, writeDemoFolder } from "../demo/write-demo-folder.ts";
import type { ApiClient } from "../server/api-client.ts";
import { readLabelTiff } from "./label-tiff.ts";
import type { FinishedRun } from "./outputs.ts";
import { imagesOf, labelTiff } from "./outputs.ts";
import type { Progress } from "./progress-bar.ts";
import { readMeasurements } from "./read-measurements.ts";
import type { FlowResult } from "./run-flow.ts";
import { Flow } from "./run-flow.ts";
import type { TruthScore } from "./summary.ts";

/** How the demo is run. */
export interface DemoRequest {
  readonly dataFolder: string;
  readonly seed: number;
  readonly difficulty: number;
  readonly frames: number;
  readonly pipeline: string;
}

const DEFAULTS = { seed: 1, difficulty: 0.5, frames: 24 } as const;

/** The demo as it is without options. */
export const DEMO_DEFAULTS: Readonly<Record<"seed" | "difficulty" | "frames", number>> = DEFAULTS;

/**
 * Takes the demo cruise through everything, and compares with what really is in the frames: half of the true labels teach, the other
 * half judge.
 */
export async function runDemo(
  api: ApiClient,
  request: DemoRequest,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ readonly flow: FlowResult; readonly truth: TruthScore }> {
  const { seed, difficulty, frames, pipeline } = request;
  const folder = join(request.dataFolder, "demo", `seed-${seed}-difficulty-${difficulty}-frames-${frames}`);
  const written = await readDemoTruth(demoFolder(folder)).then(
    () => demoFolder(folder),
    () => writeDemoFolder(folder, { seed, difficulty, frames }),
  );
  const truth = await readDemoTruth(written);
  const flow = new Flow(api, progress, signal);
  let split: LabelSplit | undefined;
  let matches: FrameMatch[] = [];
  const labels = async (run: FinishedRun): Promise<string> => {
    const graph = await graphOfRun(api, run, signal);
    matches = await matchAll(api, run, truth, smallestArea(graph), signal);
    split = splitLabels(matches, seed);
    return labelTable(split);
  };
  const result = await flow.run({ paths: [written.frames], pipeline, names: written.names, metadata: written.metadata, seed }, labels);
  return { flow: result, truth: await score(api, result, matches, split!, seed, signal) };
}

/** The smallest object that the pipeline keeps, in pixels: what is smaller does not count as truth either. */
function smallestArea(graph: Graph): number {
  const nodes = (graph.definition as unknown as GraphDraft).nodes;
  const limits = nodes.filter((node) => node.node === "segment.objects").map((node) => Number(node.params?.["minArea"] ?? 0));
  return Math.max(0, ...limits);
}

async function graphOfRun(api: ApiClient, run: FinishedRun, signal: AbortSignal): Promise<Graph> {
  const { graph } = await api.get<{ graph: string }>(`/api/projects/${run.project}/runs/${run.run}`, { signal });
  return api.get<Graph>(`/api/projects/${run.project}/graphs/${graph}`, { signal });
}

async function matchAll(api: ApiClient, run: FinishedRun, truth: DemoTruth, minArea: number, signal: AbortSignal): Promise<FrameMatch[]> {
  const matches: FrameMatch[] = [];
  for (const image of await imagesOf(api, run, signal)) {
    const bytes = await labelTiff(api, run, image.id, signal);
    const frame = truth[image.name];
    if (bytes === undefined || frame === undefined) continue;
    matches.push(matchFrame(image.name, frame, readLabelTiff(bytes), minArea));
  }
  return matches;
}

function labelTable({ train }: LabelSplit): string {
  const rows = train.filter(({ found }) => found !== 0).map(({ image, found, truth }) => `${image},${found},${truth.class},validated,demo`);
  return `${["image,label,class,status,author", ...rows].join("\n")}\n`;
}

async function score(
  api: ApiClient,
  flow: FlowResult,
  matches: readonly FrameMatch[],
  split: LabelSplit,
  seed: number,
  signal: AbortSignal,
): Promise<TruthScore> {
  const table = await readMeasurements(api, flow, signal);
  const best = bestSingleMeasure(split, table, seed);
  const scored = scoreDemo(matches, split.judge, (image, label) => table.classOf(image, label));
  return {
    count: scored.count,
    found: scored.foundCount,
    meanIoU: scored.meanIoU,
    classAccuracy: scored.classAccuracy,
    bestSingleMeasure: best.accuracy,
    bestSingleMeasureName: best.measure,
  };
}
