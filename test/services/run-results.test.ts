import { PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { startDrawnCruise } from "./drawn-cruise.ts";
import { OBJECTS_A_FRAME } from "./drawn-frames.ts";

let cruise: DrawnCruise;
let collection: string;
/** A run that calls only larger objects such. */
let strict: string;

const definition = (minArea: number, areaUnit = "px2") => ({
  name: "dark-strict",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "grey", node: "convert.grey" },
    { id: "threshold", node: "threshold.fixed", params: { threshold: 127, objects: "dark" } },
    { id: "objects", node: "segment.objects", params: { minArea, areaUnit } },
    { id: "numbers", node: "measure.shape" },
  ],
  edges: [
    { from: "images.image", to: "grey.image" },
    { from: "grey.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
    { from: "objects.labels", to: "numbers.labels" },
  ],
});

beforeAll(async () => {
  cruise = await startDrawnCruise();
  const { project } = cruise;
  collection = (await pipeline().getRun({ project, run: cruise.firstRun })).collection;
  const graph = await pipeline().putGraph({ project, definition: definition(190) });
  strict = (await cruise.finished((await pipeline().createRun({ project, collection, graph: graph.id })).id))["run"]!;
});
afterAll(() => cruise.stop());

const pipeline = () => cruise.home.client(PipelineServiceDefinition);
const segment = () => cruise.home.client(SegmentServiceDefinition);

describe("a trial", () => {
  const trial = async (images: number, seed: number) => {
    const { project } = cruise;
    const graph = await pipeline().putGraph({ project, definition: definition(20) });
    const job = await pipeline().createRun({ project, collection, graph: graph.id, sample: { images, seed } });
    return (await cruise.finished(job.id))["run"]!;
  };
  const namesOf = async (run: string) => (await segment().listRunImages({ project: cruise.project, run })).images.map(({ name }) => name);

  test("takes as many images as asked, the same ones for the same seed, and others for another", async () => {
    const first = await namesOf(await trial(1, 1));
    expect(first).toHaveLength(1);
    expect(await namesOf(await trial(1, 1))).toEqual(first);
    const drawn = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5, 6]) for (const name of await namesOf(await trial(1, seed))) drawn.add(name);
    expect([...drawn].sort()).toEqual(["a.png", "deep/b.png"]);
  });

  test("tells how many objects each image gave", async () => {
    const run = await trial(8, 1);
    const { images } = await segment().listRunImages({ project: cruise.project, run });
    expect(images.map(({ name, objects, state }) => [name, objects, state])).toEqual([
      ["a.png", OBJECTS_A_FRAME, "done"],
      ["deep/b.png", OBJECTS_A_FRAME, "done"],
    ]);
    expect(await pipeline().getRun({ project: cruise.project, run })).toMatchObject({ sample: { images: 8, seed: 1 }, images: 2 });
    const idsOf = async (trials: boolean) => (await pipeline().listRuns({ project: cruise.project, trials })).runs.map(({ id }) => id);
    expect(await idsOf(true)).toContain(run);
    expect(await idsOf(false)).not.toContain(run);
    expect(await idsOf(false)).toContain(strict);
  });

  test.each([0, 65])("of %i images is refused", async (images) => {
    await expect(trial(images, 1)).rejects.toMatchObject({ reason: "FIELD_INVALID" });
  });
});

describe("what a run dropped", () => {
  test("is counted by step and reason, and each speck has its box and area", async () => {
    const { project } = cruise;
    const { counts } = await segment().countDropped({ project, run: strict });
    const objects = (await cruise.objectsOf(strict)).length;
    expect(counts).toMatchObject([{ node: "objects", reason: "too_small", count: 2 * OBJECTS_A_FRAME - objects }]);
    expect(counts[0]!.most.reduce((sum, { count }) => sum + count, 0)).toBe(counts[0]!.count);
    const [most] = counts[0]!.most;
    const { dropped } = await segment().listDropped({ project, run: strict, image: most!.image });
    expect(dropped).toHaveLength(most!.count);
    for (const { box, value } of dropped) {
      expect(value).toBeLessThan(190);
      expect(box!.width * box!.height).toBeGreaterThanOrEqual(value);
    }
    expect((await segment().countDropped({ project, run: strict, image: most!.image })).counts).toMatchObject([
      { count: most!.count, images: 1 },
    ]);
  });

  test("of a run that is not there is not found", async () => {
    await expect(segment().countDropped({ project: cruise.project, run: "0".repeat(26) })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("two runs differ in the parameters that were changed, and in what they found", async () => {
  const { project } = cruise;
  const looser = await pipeline().putGraph({ project, definition: definition(20) });
  const before = (await cruise.finished((await pipeline().createRun({ project, collection, graph: looser.id })).id))["run"]!;
  const { parameters, counts } = await pipeline().compareRuns({ project, run: strict, other: before });
  expect(parameters).toEqual([{ node: "objects", nodeClass: "segment.objects", parameter: "minArea", before: "20", after: "190" }]);
  const objects = (await cruise.objectsOf(strict)).length;
  expect(counts.filter(({ kind }) => kind !== "class")).toEqual([
    { kind: "images", name: "", before: 2, after: 2 },
    { kind: "objects", name: "", before: 2 * OBJECTS_A_FRAME, after: objects },
    { kind: "dropped", name: "too_small", before: 0, after: 2 * OBJECTS_A_FRAME - objects },
  ]);
  expect((await pipeline().compareRuns({ project, run: strict, other: strict })).parameters).toEqual([]);
});

describe("a run that is only thought of", () => {
  test("tells images, sizes and what needs a pixel size", async () => {
    const { project } = cruise;
    const inPixels = await pipeline().inspectRun({ project, collection, definition: definition(20) });
    expect(inPixels).toEqual({
      images: 2,
      sizes: [{ width: 240, height: 160, images: 2, examples: ["a.png", "deep/b.png"] }],
      lackingPixelSize: 0,
      lackingExamples: [],
      needsPixelSize: [],
    });
    const inMicrometres = await pipeline().inspectRun({ project, collection, definition: definition(20, "um2") });
    expect(inMicrometres).toMatchObject({ lackingPixelSize: 2, lackingExamples: ["a.png", "deep/b.png"], needsPixelSize: ["objects"] });
  });

  test("of a graph that is wrong is refused", async () => {
    const wrong = { ...definition(20), edges: [] };
    await expect(pipeline().inspectRun({ project: cruise.project, collection, definition: wrong })).rejects.toMatchObject({
      reason: "GRAPH_MISSING_INPUT",
    });
  });
});
