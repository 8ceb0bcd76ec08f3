import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { newId } from "@argosy/core";
import { exportService } from "@argosy/export";
import { encodePng } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import type { Mask, Plane } from "@argosy/kernels";
import { flatFieldAt, randomSource } from "@argosy/kernels";
import { measureService } from "@argosy/measure";
import type { ImageValue, PreviewInput, PreviewStep } from "@argosy/nodes";
import { cutImage, PreviewChain, planPreview, unpackValues, validateGraph } from "@argosy/nodes";
import { pipelineService } from "@argosy/pipeline";
import { ExportServiceDefinition, IngestServiceDefinition, PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import { createArrayReader, decodeImage, loadNodes, readShared } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apartFrom, drawFrame, knownField } from "../eval/flat-field.ts";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";

const SIDE = 128;
/** Of the squares in which the light is looked at: 64 a side. */
const SQUARE = 2;
const FRAMES = 40;
const project = newId();
const registry = await loadNodes();
const field = knownField(SIDE);
const random = randomSource(7);
const frames = Array.from({ length: FRAMES }, () => drawFrame(field, 0.3, random));
const nameOf = (frame: number) => `f${String(frame).padStart(2, "0")}.png`;

const definition = (params: object = {}) => ({
  name: "even",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "light", node: "correct.collectionfield", keep: ["image"], params: { ...params } },
    { id: "threshold", node: "threshold.otsu" },
    { id: "objects", node: "segment.objects", params: { minArea: 20 } },
    { id: "grey", node: "measure.intensity" },
  ],
  edges: [
    { from: "images.image", to: "light.image" },
    { from: "light.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
    { from: "objects.labels", to: "grey.labels" },
    { from: "light.image", to: "grey.image" },
  ],
});

let folder: string;
let home: ServiceHome;
let collection: string;
let image: string;
let run: string;

const services = [ingestService, segmentService, measureService, classifyService, exportService, pipelineService];
const pipeline = (of = home) => of.client(PipelineServiceDefinition);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-field-"));
  const planes = frames.map((frame) => frame.image);
  for (const [index, { data }] of planes.entries()) await writeFile(join(folder, nameOf(index)), png(data));
  home = await startServiceHome(project, services, undefined, 1);
  collection = await imported(home, "lit", folder);
  image = await idOf(nameOf(3));
}, 120_000);
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

function png(data: Plane["data"], width = SIDE): Uint8Array {
  return encodePng({ width, height: data.length / width, bits: 16, planes: [data as Uint16Array] }, 1);
}

async function imported(of: ServiceHome, name: string, path: string): Promise<string> {
  const job = await of.client(IngestServiceDefinition).createImport({ project, paths: [path], collection: name });
  return (await finished(of, job.id))["collection"]!;
}

async function idOf(name: string): Promise<string> {
  const { images } = await home.client(IngestServiceDefinition).listImages({ project, collection, page: { limit: 100 } });
  return images.find((each) => each.name === name)!.id;
}

async function finished(of: ServiceHome, job: string): Promise<Record<string, string>> {
  const { state, results, problem, failedItems } = await of.ended(project, job);
  expect({ state, problem, failedItems }).toEqual({ state: "done", problem: undefined, failedItems: [] });
  return results;
}

async function startRun(of: ServiceHome, on: string, params: object = {}, sample?: { readonly images: number; readonly seed: number }) {
  const graph = await pipeline(of).putGraph({ project, definition: definition(params) });
  return pipeline(of).createRun({ project, collection: on, graph: graph.id, ...(sample === undefined ? {} : { sample }) });
}

async function canonicalOf(of: ServiceHome, id: string): Promise<string> {
  let text = "";
  for await (const piece of of.client(ExportServiceDefinition).streamTable({ project, run: id, format: "canonical" })) text += piece.text;
  return text;
}

async function summaries(part = { x: 0, y: 0, width: SIDE, height: SIDE }): Promise<Map<string, unknown>> {
  const { array: shared } = await pipeline().getShared({ project, image, definition: definition() });
  const asked = { project, image, definition: definition(), level: 0, part, shared };
  const bytes: Uint8Array[] = [];
  for await (const { data } of home.client(SegmentServiceDefinition).summariseImage(asked)) bytes.push(data);
  return unpackValues(Buffer.concat(bytes)) as Map<string, unknown>;
}

/** What the run stored of the corrected image. */
async function corrected(): Promise<ImageValue> {
  const row = await home.db.one<{ array: string; t: number; width: number; height: number }>(
    `select f.array_id as array, f.t, f.width, f.height from read.run_task rt join read.facet f on f.task_id = rt.task_id
      where rt.run_id = $1 and f.image_id = $2 and f.slot = 'image'`,
    [run, image],
  );
  return decodeImage(await createArrayReader(home.db, home.store, project).readImage(row!));
}

const input = (context: PreviewInput["context"], frame: ImageValue): PreviewInput => {
  const { steps } = planPreview(validateGraph(definition(), registry).graph, registry);
  return { steps, frame, image: "3", context };
};
const imageOf = (plane: Plane): ImageValue => ({ width: plane.width, height: plane.height, channels: [plane] });

/** Standard deviation of the pixels that show no object, as a share of their mean. */
function unevenness({ data }: Plane, objects: Mask): number {
  const values = Array.from(data as Uint16Array).filter((_, i) => objects.data[i] === 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
}

test("before a run the light is not known, and a preview is told so", async () => {
  expect(await pipeline().getShared({ project, image, definition: definition() })).toEqual({ array: "" });
  expect(await summaries()).toEqual(new Map());
  const chain = new PreviewChain(registry);
  const whole = input({ name: "a" }, imageOf(frames[3]!.image));
  expect(chain.asksCollection(whole)).toBe(true);
  expect(() => [...chain.run(whole)]).toThrow(
    expect.objectContaining({ reason: "SHARED_UNKNOWN", details: expect.objectContaining({ node: "light" }) }),
  );
});

describe("a run", () => {
  beforeAll(async () => {
    const trial = await finished(home, (await startRun(home, collection, {}, { images: 1, seed: 1 })).id);
    expect(await pipeline().getRun({ project, run: trial["run"]! })).toMatchObject({ images: 1, tasksComputed: 3 });
    run = (await finished(home, (await startRun(home, collection)).id))["run"]!;
  }, 120_000);

  test("takes over the light that a trial on one image found from all", async () => {
    expect(await pipeline().getRun({ project, run })).toMatchObject({ images: FRAMES, tasksReused: 1 });
  });

  test("finds the light within 1 % though objects cover 30 % of every frame", async () => {
    const { array } = await pipeline().getShared({ project, image, definition: definition() });
    const never = new AbortController().signal;
    const { channels } = decodeImage(await readShared(createArrayReader(home.db, home.store, project), array, never));
    expect(apartFrom(flatFieldAt(channels[0] as Plane<Float32Array>, SQUARE, SIDE, SIDE), field)).toBeLessThan(0.01);
  });

  test("evens out its frames: what is left is their noise of 1 %", async () => {
    const { image: before, objects } = frames[3]!;
    expect(unevenness(before, objects)).toBeGreaterThan(0.1);
    expect(unevenness((await corrected()).channels[0]!, objects)).toBeLessThan(0.015);
  });

  test("is what a preview shows from then on, of the whole image and of a part", async () => {
    const stepsDone = (given: Iterable<PreviewStep | undefined>) => [...given].filter((step) => step !== undefined);
    const expected = await corrected();
    const part = { x: 31, y: 20, width: 60, height: 101 };
    const views = [
      { context: { name: "a" }, box: { x: 0, y: 0, width: SIDE, height: SIDE } },
      { context: { name: "a", part: { box: part, width: SIDE, height: SIDE } }, box: part },
    ];
    for (const { context, box } of views) {
      const chain = new PreviewChain(registry);
      const view = input(context, cutImage(imageOf(frames[3]!.image), box));
      chain.learn(view, await summaries(box));
      expect(chain.asksCollection(view)).toBe(false);
      const [light] = stepsDone(chain.run(view));
      expect(light).toMatchObject({ id: "light", provisional: false });
      expect(light!.outputs["image"]).toEqual(cutImage(expected, box));
    }
  });

  test("tells of each object which images gave the light, and by which version of the step", async () => {
    const { objects } = await home.client(SegmentServiceDefinition).listObjects({ project, run, page: { limit: 1 } });
    const { steps } = await home.client(SegmentServiceDefinition).getLineage({ project, object: objects[0]!.id });
    const at = steps.findIndex(({ name }) => name.startsWith("collection "));
    expect(steps[at]).toMatchObject({ kind: "task", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), inputs: [expect.any(String)] });
    expect(steps[at]!.parameters).toEqual({ images: frames.map((_, index) => nameOf(index)) });
    expect(steps[at - 1]).toMatchObject({ kind: "node", name: "correct.collectionfield", version: 1, parameters: { images: 200 } });
  });

  test("gives the same bytes with one worker thread and with three", async () => {
    const other = await startServiceHome(project, services, undefined, 3);
    try {
      const again = (await finished(other, (await startRun(other, await imported(other, "lit", folder))).id))["run"]!;
      const text = await canonicalOf(home, run);
      expect(text).toContain("light.image");
      expect(await canonicalOf(other, again)).toBe(text);
    } finally {
      await other.stop();
    }
  }, 120_000);
});

describe("a collection", () => {
  const refused = async (name: string, files: Readonly<Record<string, Uint8Array>>, expected: object) => {
    const path = join(folder, name);
    await mkdir(path);
    for (const [file, bytes] of Object.entries(files)) await writeFile(join(path, file), bytes);
    const given = await imported(home, name, path);
    await expect(startRun(home, given)).rejects.toMatchObject(expected);
    await expect(pipeline().inspectRun({ project, collection: given, definition: definition() })).rejects.toMatchObject(expected);
  };
  const flat = (width: number) => png(new Uint16Array(width * 12).fill(900), width);

  test("whose light is not found yet when its run is cancelled has it when the run is taken up again", async () => {
    const path = join(folder, "again");
    await mkdir(path);
    for (let i = 0; i < 8; i++) await writeFile(join(path, nameOf(i)), flat(16));
    const given = await imported(home, "again", path);
    await home.db.query("insert into pipeline.drain (stage) values ('segment')");
    const { id } = await startRun(home, given);
    await pipeline().cancelJob({ project, job: id });
    expect(await home.ended(project, id)).toMatchObject({ state: "cancelled", done: 0 });
    await home.db.query("delete from pipeline.drain");
    await pipeline().retryJob({ project, job: id });
    await finished(home, id);
  });

  test("of seven images is too small", async () => {
    const files = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [nameOf(i), flat(16)]));
    await refused("few", files, { reason: "COLLECTION_TOO_SMALL", details: { images: 7, least: 8 } });
  });

  test("of images that differ in size is refused, and says which", async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [nameOf(i), flat(i === 4 ? 20 : 16)]));
    const message = "the images differ: f00.png has 16 x 12 pixels, 1 channel, uint16, f04.png 20 x 12 pixels, 1 channel, uint16";
    await refused("unequal", files, { reason: "COLLECTION_UNEQUAL", message });
  });
});
