import { releaseSamples } from "@argosy/core";
import type { NodeRegistry } from "@argosy/nodes";
import type {
  CombineJob,
  ForestResult,
  FrameJob,
  GrowTreesJob,
  JoinForestJob,
  LevelsJob,
  MapJob,
  PlaceJob,
  PredictJob,
  SampleJob,
  SummariseJob,
} from "../frame/frame-job.ts";
import { Moved, serveTasks } from "../serve-tasks.ts";

/** A thread loads what nearly every task needs as soon as it starts, the rest with the first task that needs it: most never train a forest. */
const registry = once(async (): Promise<NodeRegistry> => (await import("../load-nodes.ts")).loadNodes());
const frames = once(() => Promise.all([import("./run-frame.ts"), registry()]));
// Where loading fails the first task says so.
frames().catch(() => undefined);

serveTasks({
  frame: async (job: FrameJob) => {
    const [{ runFrame }, nodes] = await frames();
    const result = runFrame(nodes, job);
    return new Moved(result, buffersOf([result.arrays.map((array) => array.levels), result.crops]));
  },
  summarise: async (job: SummariseJob) => {
    const [{ summarise }, [, nodes]] = await Promise.all([import("./summarise.ts"), frames()]);
    const packed = summarise(nodes, job);
    return new Moved(packed, buffersOf(packed));
  },
  "explain-place": async (job: PlaceJob) => {
    const [{ explainFramePlace }, nodes] = await frames();
    return explainFramePlace(nodes, job);
  },
  "sample-frame": async (job: SampleJob) => {
    const [{ askFrame }, nodes] = await frames();
    return askFrame(nodes, job);
  },
  "combine-samples": async (job: CombineJob) => {
    const [{ combineFrames }, nodes] = await Promise.all([import("./combine-frames.ts"), registry()]);
    const combined = combineFrames(nodes, job);
    return new Moved(combined, buffersOf(combined.levels));
  },
  "encode-levels": async (job: LevelsJob) => {
    const { encodeImage } = await import("./encode-levels.ts");
    const levels = encodeImage(job);
    releaseSamples(job.samples);
    return new Moved(levels, buffersOf(levels));
  },
  "grow-trees": async ({ training, from, to }: GrowTreesJob) => {
    const { growTrees } = await import("@argosy/kernels");
    const trees = growTrees(training, from, to);
    return new Moved(trees, [trees.drawn.buffer as ArrayBuffer]);
  },
  "join-forest": async ({ training, parts }: JoinForestJob): Promise<ForestResult> => {
    const { encodeForest, joinForest } = await import("@argosy/kernels");
    const { forest, outOfBag, importances } = joinForest(training, parts);
    return { forest: encodeForest(forest), outOfBag, importances };
  },
  "predict-forest": async ({ forest, features }: PredictJob): Promise<Float32Array> => {
    const { decodeForest, predictForest } = await import("@argosy/kernels");
    return predictForest(decodeForest(forest), features);
  },
  "lay-out-rows": async (job: MapJob, { signal }) => {
    const { layOutRows } = await import("../map/lay-out-rows.ts");
    const result = await layOutRows(job, signal);
    return new Moved(result, [result.places.buffer as ArrayBuffer]);
  },
});

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type Nested = Uint8Array | readonly Nested[];

/** Every buffer in a result that belongs to one array alone. Small ones may lie in a pool that others use: they are copied. */
function buffersOf(result: Nested, found: ArrayBuffer[] = []): ArrayBuffer[] {
  if (!(result instanceof Uint8Array)) for (const part of result) buffersOf(part, found);
  else if (result.buffer instanceof ArrayBuffer && result.byteLength === result.buffer.byteLength) found.push(result.buffer);
  return found;
}
