import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import type { Box, DType, PixelArray } from "@argosy/core";
import { micrometres, newId, samplesOf } from "@argosy/core";
import { ingestService } from "@argosy/ingest";
import type { Plane } from "@argosy/kernels";
import { measureService } from "@argosy/measure";
import type { ImageValue, NodeDefinition, PreviewStep } from "@argosy/nodes";
import { cutPlane, fillParams, PreviewChain, planPreview, unpackValues, validateGraph } from "@argosy/nodes";
import { pipelineService } from "@argosy/pipeline";
import { IngestServiceDefinition, PipelineServiceDefinition, SegmentServiceDefinition, TilesServiceDefinition } from "@argosy/rpc";
import { createArrayReader, decodeImage, loadNodes } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { tilesService } from "@argosy/tiles";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { writeFrames } from "./drawn-frames.ts";
import { everyNodeGraph } from "./every-node-graph.ts";

const project = newId();
const registry = await loadNodes();
const definition = everyNodeGraph(registry);
const { steps } = planPreview(validateGraph(definition, registry).graph, registry);
const pixelSize = { x: micrometres(2), y: micrometres(2), provenance: "person" } as const;
const WHOLE = { x: 0, y: 0, width: 240, height: 160 };
let home: ServiceHome;
let folder: string;
let collection: string;
let image: string;
let run: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-previews-"));
  await writeFrames(folder);
  home = await startServiceHome(project, [ingestService, tilesService, segmentService, measureService, classifyService, pipelineService]);
  const ingest = home.client(IngestServiceDefinition);
  collection = (await finished((await ingest.createImport({ project, paths: [folder], collection: "frames", defaultPixelSize: 2 })).id))[
    "collection"
  ]!;
  image = (await ingest.listImages({ project, collection })).images.find(({ name }) => name === "a.png")!.id;
  const pipeline = home.client(PipelineServiceDefinition);
  const graph = await pipeline.putGraph({ project, definition });
  run = (await finished((await pipeline.createRun({ project, collection, graph: graph.id })).id))["run"]!;
});
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function finished(job: string): Promise<Record<string, string>> {
  const { state, results, failedItems } = await home.ended(project, job);
  expect({ state, failedItems }).toEqual({ state: "done", failedItems: [] });
  return results;
}

/** The pixels of a region, as a page gets them. */
async function samples(region: Box): Promise<ImageValue> {
  const parts = home.client(TilesServiceDefinition).readSamples({ project, image, level: 0, region });
  let head: { dtype: string; channels: number } | undefined;
  const bytes: Uint8Array[] = [];
  for await (const part of parts) {
    head ??= part;
    bytes.push(part.data);
  }
  const { width, height } = region;
  const all = samplesOf(head!.dtype as DType, Buffer.concat(bytes));
  const channels = Array.from({ length: head!.channels }, (_, c) => ({
    data: all.slice(c * width * height, (c + 1) * width * height) as PixelArray,
    width,
    height,
  }));
  return { width, height, channels };
}

/** What the run stored of the image, by `<step>.<slot>`. */
async function stored(): Promise<Map<string, ImageValue>> {
  const { db, store } = home;
  const rows = await db.query<{ step: number; slot: string; array: string; t: number; width: number; height: number }>(
    `select f.step, f.slot, f.array_id as array, f.t, f.width, f.height from read.run_task rt join read.facet f on f.task_id = rt.task_id
      where rt.run_id = $1 and f.image_id = $2`,
    [run, image],
  );
  const reader = createArrayReader(db, store, project);
  const found = new Map<string, ImageValue>();
  for (const row of rows) found.set(`${row.step}.${row.slot}`, decodeImage(await reader.readImage(row)));
  return found;
}

/** What a chain gives, without its rests. */
const stepsDone = (run: Iterable<PreviewStep | undefined>) => [...run].filter((step) => step !== undefined);

/** Image, mask and label outputs as planes. */
function planes(value: unknown): readonly Plane[] {
  return "channels" in (value as object) ? (value as ImageValue).channels : [value as Plane];
}

const pixelSlots = steps.flatMap((step, index) =>
  Object.entries(registry.find(step.node)!.outputs)
    .filter(([, { kind, scope }]) => ["image", "mask", "labels"].includes(kind) && scope !== "object")
    .map(([slot]) => ({ name: `${step.node} ${slot} (${step.id})`, index, slot })),
);

describe("a preview of the whole image", () => {
  let given: PreviewStep[];
  let kept: Map<string, ImageValue>;
  beforeAll(async () => {
    given = stepsDone(new PreviewChain(registry).run({ steps, frame: await samples(WHOLE), image, context: { name: "a.png", pixelSize } }));
    kept = await stored();
  });

  test("covers every node that a preview can show of an image alone", () => {
    const needsFiles = (node: NodeDefinition): boolean =>
      node.collection !== undefined || Object.keys(node.companions?.(fillParams(node, {})) ?? {}).length > 0;
    const previewable = registry.all.filter(
      (node) => node.stage === "segment" && node.scope === "image" && !needsFiles(node) && node.run !== undefined,
    );
    expect([...new Set(steps.map(({ node }) => node))].sort()).toEqual(previewable.map(({ name }) => name).sort());
  });

  test.each(pixelSlots)("$name equals what the run stored", ({ index, slot }) => {
    const expected = kept.get(`${index}.${slot}`)!;
    expect(planes(given[index]!.onImage(slot)).map(({ data }) => data)).toEqual(expected.channels.map(({ data }) => data));
  });
});

describe("a preview of a part", () => {
  const part = { x: 31, y: 17, width: 140, height: 120 };

  test("has the pixels of the whole where no object reaches beyond it, with the summaries of the server", async () => {
    const asked = { project, image, definition: { ...definition }, level: 0, part };
    const bytes: Uint8Array[] = [];
    for await (const { data } of home.client(SegmentServiceDefinition).summariseImage(asked)) bytes.push(data);
    const context = { name: "a.png", pixelSize, part: { box: part, width: 240, height: 160 } };
    const input = { steps, frame: await samples(part), image, context };
    const chain = new PreviewChain(registry);
    chain.learn(input, unpackValues(Buffer.concat(bytes)) as Map<string, unknown>);
    const given = stepsDone(chain.run(input));
    expect(given.filter(({ provisional }) => provisional).map(({ id }) => id)).toEqual([]);
    const kept = await stored();
    for (const id of ["area", "grey", "light", "stretch", "otsu", "triangle", "quantile"]) {
      const index = steps.findIndex((step) => step.id === id);
      const [[slot, value] = ["", undefined]] = Object.entries(given[index]!.outputs);
      const whole = kept.get(`${index}.${slot}`)!.channels.map((channel) => cutPlane(channel, part).data);
      expect(
        planes(value).map(({ data }) => data),
        id,
      ).toEqual(whole);
    }
  });

  test("outside the image is refused", async () => {
    await expect(samples({ ...part, x: 200 })).rejects.toMatchObject({ reason: "TILE_OUT_OF_RANGE" });
    const asked = { project, image, definition: { ...definition }, level: 0, part: { ...part, x: 200 } };
    const answer = home.client(SegmentServiceDefinition).summariseImage(asked)[Symbol.asyncIterator]();
    await expect(answer.next()).rejects.toMatchObject({ reason: "TILE_OUT_OF_RANGE" });
  });
});
