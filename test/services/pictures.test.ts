import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { colorOfShare, newId } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { Object as ObjectMessage, RequestInput } from "@argosy/rpc";
import {
  ClassifyServiceDefinition,
  IngestServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
  TilesServiceDefinition,
} from "@argosy/rpc";
import { segmentService } from "@argosy/segment";
import { tilesService } from "@argosy/tiles";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";

const project = newId();
const [WIDTH, HEIGHT] = [1301, 700];
let home: ServiceHome;
let folder: string;
let run: string;
const images = new Map<string, string>();
let objects: ObjectMessage[];

/** A ramp to the right and down, with two dark squares. */
function greyAt(x: number, y: number): number {
  if (x >= 100 && x < 140 && y >= 200 && y < 230) return 20;
  if (x >= 600 && x < 610 && y >= 50 && y < 60) return 25;
  return 128 + Math.floor(x / 20) + Math.floor(y / 20);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-pictures-"));
  const pixels = (value: (x: number, y: number) => number, width = WIDTH, height = HEIGHT) =>
    Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
  await write("grey.png", encodePng({ width: WIDTH, height: HEIGHT, bits: 8, planes: [pixels(greyAt)] }));
  const bands = [(x: number) => x * 4, (_: number, y: number) => y * 4, () => 200].map((band) => pixels(band, 60, 40));
  await write("colour.png", encodePng({ width: 60, height: 40, bits: 8, planes: bands }));
  const deep = Uint16Array.from({ length: 100 * 50 }, (_, i) => 1000 + (i % 100) * 10);
  await write("deep.png", encodePng({ width: 100, height: 50, bits: 16, planes: [deep] }));
  await write("small.png", encodePng({ width: 30, height: 30, bits: 8, planes: [pixels(() => 90, 30, 30)] }));
  const all = [ingestService, tilesService, segmentService, measureService, classifyService, pipelineService];
  home = await startServiceHome(project, all);
  const ingest = home.client(IngestServiceDefinition);
  const { collection } = await finished((await ingest.createImport({ project, paths: [folder], collection: "ramps" })).id);
  for (const { id, name } of (await ingest.listImages({ project, collection: collection! })).images) images.set(name, id);
  const pipeline = home.client(PipelineServiceDefinition);
  const graph = await pipeline.putGraph({ project, definition: GRAPH });
  run = (await finished((await pipeline.createRun({ project, collection: collection!, graph: graph.id })).id))["run"]!;
  const found = await home.client(SegmentServiceDefinition).listObjects({ project, run, image: images.get("grey.png")! });
  objects = found.objects;
});

afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

const GRAPH = {
  name: "dark",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "grey", node: "convert.grey" },
    { id: "threshold", node: "threshold.fixed", params: { threshold: 60, objects: "dark" } },
    { id: "objects", node: "segment.objects", params: { minArea: 50, padding: 3 } },
    { id: "shape", node: "measure.shape" },
  ],
  edges: [
    { from: "images.image", to: "grey.image" },
    { from: "grey.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
    { from: "objects.labels", to: "shape.labels" },
  ],
};

async function finished(job: string): Promise<Record<string, string>> {
  const { state, results, problem, failedItems } = await home.ended(project, job);
  expect({ state, problem, failedItems }).toEqual({ state: "done", problem: undefined, failedItems: [] });
  return results;
}

type TileInput = Omit<RequestInput<(typeof TilesServiceDefinition)["methods"]["renderTile"]>, "project" | "image">;

const tiles = () => home.client(TilesServiceDefinition, "viewer");

/** Every band of a picture, with its size. */
async function decoded(data: Uint8Array): Promise<{ width: number; height: number; bands: number; at(x: number, y: number): number[] }> {
  const { data: raw, info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, bands: channels, at: (x, y) => [...raw.subarray((y * width + x) * channels, (y * width + x + 1) * channels)] };
}

async function tile(name: string, wish: TileInput) {
  const picture = await tiles().renderTile({ project, image: images.get(name)!, format: "png", ...wish });
  return { ...(await decoded(picture.data)), ...picture };
}

describe("a tile", () => {
  test("at full resolution has the samples of the region", async () => {
    const picture = await tile("grey.png", { region: { x: 90, y: 190, width: 64, height: 64 }, width: 64, height: 64 });
    expect([picture.width, picture.height, picture.mediaType]).toEqual([64, 64, "image/png"]);
    for (const [x, y] of [
      [0, 0],
      [10, 10],
      [49, 39],
      [50, 40],
      [63, 63],
    ] as const) // prettier-ignore
      expect(picture.at(x, y)[0]).toBe(greyAt(90 + x, 190 + y));
  });

  test("reduced shows the mean of what it covers, also out of a stored level, and to the last odd column", async () => {
    const whole = await tile("grey.png", { region: { x: 0, y: 0, width: WIDTH, height: HEIGHT }, width: 326, height: 175 });
    for (const [x, y] of [
      [0, 0],
      [100, 100],
      [30, 53],
      [200, 170],
    ] as const) // prettier-ignore
      expect(Math.abs(whole.at(x, y)[0]! - meanOf(4 * x, 4 * y, 4))).toBeLessThanOrEqual(1);
    expect(Math.abs(whole.at(325, 100)[0]! - greyAt(1300, 402))).toBeLessThanOrEqual(1);
    const dot = await tile("grey.png", { region: { x: 0, y: 0, width: WIDTH, height: HEIGHT }, width: 1, height: 1 });
    expect(dot.at(0, 0)[0]).toBeGreaterThan(150);
  });

  test("beyond the image is filled with the background", async () => {
    const region = { x: 1280, y: 640, width: 256, height: 256 };
    const red = await tile("grey.png", { region, width: 256, height: 256, background: "ff0000" });
    expect(red.at(20, 59)).toEqual([greyAt(1300, 699), greyAt(1300, 699), greyAt(1300, 699)]);
    expect(red.at(21, 0)).toEqual([255, 0, 0]);
    expect(red.at(0, 60)).toEqual([255, 0, 0]);
    const black = await tile("grey.png", { region, width: 256, height: 256 });
    expect(black.at(255, 255)[0]).toBe(0);
  });

  test("of a colour image is in colour, as JPEG too", async () => {
    const wish = { region: { x: 0, y: 0, width: 60, height: 40 }, width: 60, height: 40 };
    expect((await tile("colour.png", wish)).at(10, 20)).toEqual([40, 80, 200]);
    const jpeg = await tile("colour.png", { ...wish, format: "jpeg" });
    expect(jpeg.mediaType).toBe("image/jpeg");
    expect(Math.abs(jpeg.at(10, 20)[1]! - 80)).toBeLessThanOrEqual(6);
  });

  test("of 16-bit samples shows what there is of them, not the range of the type", async () => {
    const picture = await tile("deep.png", { region: { x: 0, y: 0, width: 100, height: 50 }, width: 100, height: 50 });
    expect([picture.at(0, 0)[0], picture.at(99, 0)[0]]).toEqual([0, 255]);
    expect(Math.abs(picture.at(50, 25)[0]! - 129)).toBeLessThanOrEqual(2);
  });

  test("is the same bytes under the same name twice, and has another name for another region", async () => {
    const wish = { region: { x: 0, y: 0, width: 256, height: 256 }, width: 128, height: 128 };
    const [first, second] = [await tile("grey.png", wish), await tile("grey.png", wish)];
    expect(Buffer.compare(first.data, second.data)).toBe(0);
    expect(first.etag).toBe(second.etag);
    expect((await tile("grey.png", { ...wish, region: { ...wish.region, x: 512 } })).etag).not.toBe(first.etag);
  });

  test.each([
    {
      name: "a region outside",
      wish: { region: { x: WIDTH, y: 0, width: 4, height: 4 }, width: 4, height: 4 },
      reason: "TILE_OUT_OF_RANGE",
    },
    { name: "a negative region", wish: { region: { x: -1, y: 0, width: 4, height: 4 }, width: 4, height: 4 }, reason: "ADDRESS_INVALID" },
    { name: "no region", wish: { width: 4, height: 4 }, reason: "ADDRESS_INVALID" },
    { name: "no size", wish: { region: { x: 0, y: 0, width: 4, height: 4 }, width: 0, height: 4 }, reason: "ADDRESS_INVALID" },
    { name: "too many pixels", wish: { region: { x: 0, y: 0, width: 4, height: 4 }, width: 4, height: 5000 }, reason: "ADDRESS_INVALID" },
    {
      name: "an unknown format",
      wish: { region: { x: 0, y: 0, width: 4, height: 4 }, width: 4, height: 4, format: "bmp" },
      reason: "FIELD_INVALID",
    },
    {
      name: "a malformed background",
      wish: { region: { x: 0, y: 0, width: 4, height: 4 }, width: 4, height: 4, background: "red" },
      reason: "COLOR_INVALID",
    },
  ])("with $name is refused", async ({ wish, reason }) => {
    await expect(tile("grey.png", wish)).rejects.toMatchObject({ reason });
  });
});

function meanOf(left: number, top: number, side: number): number {
  let sum = 0;
  for (let y = top; y < top + side; y++) for (let x = left; x < left + side; x++) sum += greyAt(x, y);
  return sum / side ** 2;
}

describe("an overlay", () => {
  const wish = { region: { x: 64, y: 180, width: 128, height: 128 }, width: 64, height: 64, colorBy: "object" };

  test("by object is transparent around the objects", async () => {
    const overlay = await tile("grey.png", { ...wish, labelsOfRun: run });
    expect(overlay.mediaType).toBe("image/png");
    expect(overlay.bands).toBe(4);
    expect(overlay.at(0, 0)[3]).toBe(0);
    expect(overlay.at(20, 20)[3]).toBeGreaterThan(0);
  });

  test("by class has the colour of the class, grey where there is none", async () => {
    const large = objects.find(({ area }) => area === 1200)!;
    const before = await tile("grey.png", { ...wish, labelsOfRun: run, colorBy: "class" });
    expect(before.at(20, 20).slice(0, 3)).toEqual([160, 160, 160]);
    const classify = home.client(ClassifyServiceDefinition);
    await classify.setLabels({ project, run, createClasses: true, labels: [{ object: large.id, class: "square", status: "validated" }] });
    const color = (await classify.listClasses({ project })).classes.find(({ name }) => name === "square")!.color.replace("#", "");
    const after = await tile("grey.png", { ...wish, labelsOfRun: run, colorBy: "class" });
    expect(Buffer.from(after.at(20, 20).slice(0, 3)).toString("hex")).toBe(color.toLowerCase());
    expect(after.etag).not.toBe(before.etag);
  });

  test("by a measurement has the colour of the value between the ends of the scale", async () => {
    const by = async (low: number, high: number) => {
      const overlay = await tile("grey.png", { ...wish, labelsOfRun: run, colorBy: "shape.area", low, high });
      return Buffer.from(overlay.at(20, 20).slice(0, 3)).toString("hex");
    };
    expect(await by(100, 1200)).toBe(colorOfShare(1));
    expect(await by(1200, 5000)).toBe(colorOfShare(0));
    expect(await by(1000, 1400)).toBe(colorOfShare(0.5));
  });

  test("as outlines is two pixels wide at any scale, covers what is below, and goes on over the borders of tiles", async () => {
    const outline = { labelsOfRun: run, colorBy: "object", overlayStyle: "outline" };
    const full = await tile("grey.png", { region: { x: 90, y: 190, width: 64, height: 64 }, width: 64, height: 64, ...outline });
    const covered = [9, 10, 11, 12, 30, 47, 48, 49, 50].map((x) => full.at(x, 20)[3]);
    expect(covered).toEqual([0, 255, 255, 0, 0, 0, 255, 255, 0]);
    const half = await tile("grey.png", { ...wish, ...outline });
    expect([17, 18, 19, 20, 37].map((x) => half.at(x, 18)[3])).toEqual([0, 255, 255, 0, 255]);
    for (const x of [64, 128]) {
      const part = await tile("grey.png", { region: { x, y: 180, width: 64, height: 128 }, width: 32, height: 64, ...outline });
      for (let at = 0; at < 32 * 64; at++) expect(part.at(at % 32, at >> 5), `${at}`).toEqual(half.at((x - 64) / 2 + (at % 32), at >> 5));
    }
    const filled = await tile("grey.png", { ...wish, labelsOfRun: run });
    expect(Buffer.compare(filled.data, (await tile("grey.png", { ...wish, ...outline, overlayStyle: "fill" })).data)).toBe(0);
    expect(filled.at(20, 20)[3]).toBe(150);
    await expect(tile("grey.png", { ...wish, ...outline, overlayStyle: "dots" })).rejects.toMatchObject({ reason: "FIELD_INVALID" });
  });

  test("of a run that is not there is not found, and goes by object, class or a measurement alone", async () => {
    await expect(tile("grey.png", { ...wish, labelsOfRun: newId() })).rejects.toMatchObject({ code: "not_found" });
    await expect(tile("grey.png", { ...wish, labelsOfRun: run, colorBy: "size" })).rejects.toMatchObject({ reason: "FIELD_INVALID" });
  });
});

describe("an object", () => {
  test("has a mask as large as its box, in the colour asked for", async () => {
    const large = objects.find(({ area }) => area === 1200)!;
    const { data, mediaType } = await tiles().renderMask({ project, object: large.id, color: "00ff8040" });
    expect(mediaType).toBe("image/png");
    expect([data[24], data[25]]).toEqual([1, 3]);
    const mask = await decoded(data);
    expect([mask.width, mask.height]).toEqual([40, 30]);
    expect(mask.at(5, 5)).toEqual([0, 255, 128, 64]);
    for (const color of ["red", "00ff8", "00ff80400", ""])
      await expect(tiles().renderMask({ project, object: large.id, color })).rejects.toMatchObject({ reason: "COLOR_INVALID" });
  });

  test("has a crop with padding, reduced and outlined on demand", async () => {
    const large = objects.find(({ area }) => area === 1200)!;
    const plain = await decoded((await tiles().renderCrop({ project, object: large.id, size: 0, outline: false })).data);
    expect([plain.width, plain.height, plain.at(0, 0)[0], plain.at(3, 3)[0]]).toEqual([46, 36, greyAt(97, 197), 20]);
    const outlined = await decoded((await tiles().renderCrop({ project, object: large.id, size: 0, outline: true })).data);
    expect([outlined.at(3, 3), outlined.at(4, 4), outlined.at(2, 2)[0]]).toEqual([[255, 48, 48], [20, 20, 20], greyAt(99, 199)]);
    const small = await decoded((await tiles().renderCrop({ project, object: large.id, size: 23, outline: false })).data);
    expect([small.width, small.height]).toEqual([23, 18]);
  });

  test("many in one: each begins in the corner of its cell, as large as its cell or in one scale", async () => {
    const [large, small] = objects.toSorted((a, b) => b.area - a.area);
    const asked = { project, objects: [large!.id, newId(), small!.id], cell: 64, columns: 2 };
    const middle = (box: { readonly width: number; readonly height: number }, scale: number) => ({
      x: Math.round((box.width * scale) / 2),
      y: Math.round((box.height * scale) / 2),
    });
    for (const scale of [0, 1]) {
      const picture = await tiles().renderSprite({ ...asked, scale });
      expect(picture.mediaType).toBe("image/jpeg");
      const { data, info } = await sharp(picture.data).greyscale().raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([128, 128]);
      const at = (x: number, y: number) => data[y * info.width + x]!;
      const factor = (crop: { readonly width: number; readonly height: number }) =>
        scale === 0 ? 64 / Math.max(crop.width, crop.height) : 1;
      const [first, last] = [middle(large!.crop!, factor(large!.crop!)), middle(small!.crop!, factor(small!.crop!))];
      expect(at(first.x, first.y)).toBeLessThan(40);
      expect(at(1, 1)).toBeGreaterThan(120);
      expect([at(65, 1), at(100, 32)]).toEqual([0, 0]);
      expect(at(last.x, 64 + last.y)).toBeLessThan(45);
    }
    expect((await tiles().renderSprite(asked)).etag).toBe((await tiles().renderSprite(asked)).etag);
    for (const wrong of [{ objects: [] }, { cell: 4 }, { columns: 0 }, { scale: -1 }])
      await expect(tiles().renderSprite({ ...asked, ...wrong })).rejects.toMatchObject({ reason: "ADDRESS_INVALID" });
  });

  test("of another project is not found", async () => {
    const call = home.client(TilesServiceDefinition).renderMask({ project, object: newId(), color: "ff0000" });
    await expect(call).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the plain bytes", () => {
  test("of an image are a hierarchy of its own, whose chunk decodes to its samples", async () => {
    const id = images.get("deep.png")!;
    const array = JSON.parse(Buffer.from((await tiles().getZarrFile({ project, id, path: "0/zarr.json" })).data).toString("utf8"));
    expect(array.shape).toEqual([1, 1, 50, 100]);
    const { stored } = await tiles().getZarrFile({ project, id, path: "0/c/0/0/0/0" });
    expect(stored).toMatchObject({ length: expect.any(Number), key: expect.stringContaining("/ingest/") });
    await expect(tiles().getZarrFile({ project, id, path: "9/zarr.json" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("of an array are the stored files with their checksums", async () => {
    const row = await home.db.one<{ id: string; key: string }>(
      "select a.id, a.manifest->0->>'key' as key from read.array a join read.image i on i.array_id = a.id where i.id = $1",
      [images.get("grey.png")],
    );
    const file = await tiles().getZarrFile({ project, id: row!.id, path: row!.key });
    expect(file.stored?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const group = await tiles().getZarrFile({ project, id: row!.id, path: "zarr.json" });
    expect(JSON.parse(Buffer.from(group.data).toString("utf8")).attributes.ome.version).toBe("0.5");
  });
});

describe("damage", () => {
  test("of a stored chunk is told with its key and never shown as zeros", async () => {
    const { stored } = await tiles().getZarrFile({ project, id: images.get("small.png")!, path: "0/c/0/0/0/0" });
    const { key, offset } = stored!;
    const damaged = (await home.store.get(key))!;
    damaged[offset + 3]! ^= 255;
    await home.store.put(key, damaged);
    const asked = tile("small.png", { region: { x: 0, y: 0, width: 30, height: 30 }, width: 30, height: 30 });
    await expect(asked).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key } });
  });
});
