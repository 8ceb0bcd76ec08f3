import type { StagePlan } from "@argosy/nodes";
import { planStages, validateGraph } from "@argosy/nodes";
import type { EncodedImage, FrameJob } from "@argosy/runtime";
import { createWorkerPool, decodeImage, loadNodes, loadTemplates } from "@argosy/runtime";
import { encodeChunk } from "@argosy/storage";
import { afterAll, describe, expect, test } from "vitest";
import { runFrame } from "../../src/worker/run-frame.ts";

const WIDTH = 40;
const HEIGHT = 30;
const registry = await loadNodes();
const { graph } = validateGraph((await loadTemplates()).get("nuclei")!, registry);
const plans = planStages(graph, registry);
const stage = (name: StagePlan["stage"]) => plans.find((plan) => plan.stage === name)!;
const pool = createWorkerPool({ size: 1, module: new URL("../../src/worker/frame-worker.ts", import.meta.url) });
afterAll(() => pool.close());

/** Two bright squares on a dark field: 7 x 7 at (5, 5), 8 x 8 at (20, 12). */
function frame(): EncodedImage {
  const samples = new Uint8Array(WIDTH * HEIGHT).fill(10);
  for (let y = 0; y < 7; y++) samples.fill(200, (5 + y) * WIDTH + 5, (5 + y) * WIDTH + 12);
  for (let y = 0; y < 8; y++) samples.fill(180, (12 + y) * WIDTH + 20, (12 + y) * WIDTH + 28);
  const chunk = { bytes: encodeChunk(samples, "uint8"), key: "frame" };
  return { dtype: "uint8", width: WIDTH, height: HEIGHT, chunkWidth: WIDTH, chunkHeight: HEIGHT, channels: [[chunk]] };
}

function job(plan: StagePlan, stored: FrameJob["stored"] = {}): FrameJob {
  return {
    steps: plan.steps,
    keeps: plan.keeps,
    image: { id: "1", name: "a.png", t: 0, width: WIDTH, height: HEIGHT },
    frame: frame(),
    stored,
    stack: { width: WIDTH, height: HEIGHT },
  };
}

function storedLabels(): { readonly image: EncodedImage } {
  const [labels] = runFrame(registry, job(stage("segment"))).arrays;
  const chunk = { bytes: labels!.levels[0]![0]![0]!, key: "labels" };
  return { image: { dtype: "uint32", width: WIDTH, height: HEIGHT, chunkWidth: WIDTH, chunkHeight: HEIGHT, channels: [[chunk]] } };
}

function storedNames(plan: StagePlan): FrameJob["stored"] {
  const sources = plan.steps.flatMap((step) => Object.values(step.inputs).flat());
  return Object.fromEntries(
    sources.flatMap((source) =>
      source.from === "stored" && source.kind === "labels" ? [[`${source.stage}.${source.step}.${source.slot}`, storedLabels()]] : [],
    ),
  );
}

describe("the template nuclei on one frame", () => {
  test("segment gives objects and one stored label image", () => {
    const { arrays, objects } = runFrame(registry, job(stage("segment")));
    expect(objects[0]!.value.objects.map(({ label, box, area }) => ({ label, box, area }))).toEqual([
      { label: 1, box: { x: 5, y: 5, width: 7, height: 7 }, area: 49 },
      { label: 2, box: { x: 20, y: 12, width: 8, height: 8 }, area: 64 },
    ]);
    expect(arrays.map(({ slot, dtype }) => [slot, dtype])).toEqual([["labels", "uint32"]]);
    const { data } = decodeImage(storedLabels().image).channels[0]!;
    expect([data[5 * WIDTH + 5], data[12 * WIDTH + 20], data[0]]).toEqual([1, 2, 0]);
  });
  test("measure reads the stored labels and computes the grey image again", () => {
    const plan = stage("measure");
    const { tables } = runFrame(registry, job(plan, storedNames(plan)));
    const byNode = tables.map(({ step, value }) => ({
      node: plan.steps[step]!.node,
      area: value.values[value.columns.findIndex((column) => column.name === "area")],
      mean: value.values[value.columns.findIndex((column) => column.name === "mean")],
    }));
    expect(byNode).toEqual([
      { node: "measure.shape", area: 49, mean: undefined },
      { node: "measure.intensity", area: undefined, mean: 200 },
    ]);
  });
  test("export draws a PNG for each image slot of each object", () => {
    const plan = plans.find((one) => one.steps.at(-1)!.node === "export.ecotaxa")!;
    const found = runFrame(registry, job(stage("segment"))).objects[0]!.value.objects;
    const { crops } = runFrame(registry, { ...job(plan, storedNames(plan)), crops: { slot: "images", objects: found } });
    const sizes = crops.map((pictures) => pictures.map((png) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]));
    expect(sizes).toEqual([[[15, 15]], [[16, 16]]]);
  });
  test("a thread gives the same as the function", async () => {
    const plan = stage("segment");
    expect(await pool.run({ task: "frame", input: job(plan) })).toEqual(runFrame(registry, job(plan)));
  });
});
