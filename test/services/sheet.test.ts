import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { newId } from "@argosy/core";
import { exportService, openArchive } from "@argosy/export";
import { encodePng } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { SheetRow } from "@argosy/rpc";
import { ExportServiceDefinition, IngestServiceDefinition, PipelineServiceDefinition } from "@argosy/rpc";
import { segmentService } from "@argosy/segment";
import { readPart } from "@argosy/storage";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { failure } from "./drawn-cruise.ts";

const project = newId();
const NAMES = ["tara_s1_10_1.png", "tara_s1_50_2.png", "tara_s2_50_1.png"];
let home: ServiceHome;
let folder: string;
let collection: string;
const ingest = () => home.client(IngestServiceDefinition);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-sheet-"));
  for (const [index, name] of NAMES.entries()) await writeFile(join(folder, name), frame(index));
  home = await startServiceHome(project, [ingestService, segmentService, measureService, classifyService, exportService, pipelineService]);
  const job = await ingest().createImport({
    project,
    paths: [folder],
    collection: "cruise",
    names: "{cruise}_{station}_{depth:int}_{frame:int}.png",
    metadata: { latitude: 43.5 },
  });
  collection = (await home.ended(project, job.id)).results["collection"]!;
});
afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

function frame(index: number): Uint8Array {
  const data = new Uint8Array(64 * 48).fill(220);
  for (let y = 10; y < 20; y++) data.fill(60, y * 64 + 8 + index, y * 64 + 20 + index);
  return encodePng({ width: 64, height: 48, bits: 8, planes: [data] });
}

const rows = async (): Promise<readonly SheetRow[]> => (await ingest().getSheet({ project, collection })).rows;
const rowOf = async (sample: string) => (await rows()).find((row) => row.sample === sample)!;
const edit = (row: string, column: string, text: string, was = "") =>
  ingest().editSheet({ project, collection, edits: [{ row, column, text, was }] });
const pixels = async () =>
  (await ingest().listImages({ project, collection })).images.map(({ pixelWidth, pixelSizeProvenance }) => [
    pixelWidth,
    pixelSizeProvenance,
  ]);

describe("a sheet", () => {
  test("has a row a sample, filled from names and form, and says where images differ", async () => {
    expect(await rows()).toMatchObject([
      {
        sample: "tara_s1",
        images: 2,
        hand: {},
        given: {
          sample_id: { value: "tara_s1" },
          sample_cruise: { value: "tara" },
          object_lat: { value: 43.5 },
          object_depth_min: { distinct: 2, least: 10, most: 50 },
        },
      },
      { sample: "tara_s2", images: 1, given: { object_depth_min: { value: 50 }, object_depth_max: { value: 50 } } },
    ]);
  });

  test("takes what a person types as what it means, and gives back what the images say", async () => {
    const { id } = await rowOf("tara_s1");
    const changed = await edit(id, "object_date", "20200105");
    expect(changed.rows).toMatchObject([{ hand: { object_date: "2020-01-05" } }]);
    await edit(id, "object_lat", "7.25 S");
    expect((await rowOf("tara_s1")).hand).toEqual({ object_date: "2020-01-05", object_lat: -7.25 });
    const { images } = await ingest().listImages({ project, collection });
    expect(images.map(({ metadata }) => metadata?.["object_lat"])).toEqual([-7.25, -7.25, undefined]);
    await edit(id, "object_lat", "", "-7.25");
    expect((await rowOf("tara_s1")).hand).toEqual({ object_date: "2020-01-05" });
  });

  test("refuses what a cell cannot hold in a sentence, and everything else of that change", async () => {
    const { id } = await rowOf("tara_s1");
    const edits = [
      { row: id, column: "sample_ship", text: "Tara", was: "" },
      { row: id, column: "object_lon", text: "200", was: "" },
    ];
    expect(await failure(ingest().editSheet({ project, collection, edits }))).toMatchObject({
      reason: "CELL_INVALID",
      message: "Longitude lies between -180 and 180 °.",
      details: { row: id, column: "object_lon" },
    });
    expect((await rowOf("tara_s1")).hand).not.toHaveProperty("sample_ship");
    expect(await failure(edit(id, "object_note", "x"))).toMatchObject({ reason: "CELL_INVALID" });
  });

  test("tells who comes too late what stands there now", async () => {
    const { id } = await rowOf("tara_s2");
    await edit(id, "sample_ship", "Tara");
    expect(await failure(edit(id, "sample_ship", "Polarstern"))).toMatchObject({ reason: "SHEET_CHANGED", details: { now: "Tara" } });
    await edit(id, "sample_ship", "Polarstern", "Tara");
    const { changes } = await ingest().listSheetChanges({ project, collection, row: id });
    expect(changes.map(({ column, before, after }) => [column, before, after])).toEqual([
      ["sample_ship", "Tara", "Polarstern"],
      ["sample_ship", "", "Tara"],
    ]);
  });

  test("sets pixel sizes on images with their source, and forgets them again", async () => {
    const { images } = await ingest().setPixelSize({ project, collection, size: 10.58, how: "template", note: "ZooScan 2400 dpi" });
    expect([images, await pixels()]).toEqual([3, Array.from({ length: 3 }, () => [10.58, "template"])]);
    const row = await rowOf("tara_s2");
    expect(row.pixelNote).toMatch(/^template, ZooScan 2400 dpi, \d{4}-/);
    await edit(row.id, "process_pixel", "5.3", "10.58");
    expect((await pixels())[2]).toEqual([5.3, "person"]);
    await edit(row.id, "process_pixel", "", "5.3");
    expect((await pixels())[2]).toEqual([undefined, ""]);
    await edit(row.id, "process_pixel", "5.3", "");
  });

  test("keeps what a person said for images that come later or anew", async () => {
    await writeFile(join(folder, "tara_s2_50_2.png"), frame(5));
    await writeFile(join(folder, NAMES[2]!), frame(6));
    const job = await ingest().createImport({
      project,
      paths: [folder],
      collection: "cruise",
      names: "{cruise}_{station}_{depth:int}_{frame:int}.png",
    });
    await home.ended(project, job.id);
    expect((await rowOf("tara_s2")).images).toBe(2);
    const { images } = await ingest().listImages({ project, collection });
    expect(images.slice(2).map(({ metadata, pixelWidth }) => [metadata?.["sample_ship"], pixelWidth])).toEqual([
      ["Polarstern", 5.3],
      ["Polarstern", 5.3],
    ]);
  });
});

test("the names are read anew by another pattern; what persons said stays with the samples that it was said of", async () => {
  const other = await ingest().createImport({
    project,
    paths: [folder],
    collection: "other names",
    names: "{ship}_{station}_{depth:int}_{frame:int}.png",
    metadata: { depth: 7 },
  });
  const id = (await home.ended(project, other.id)).results["collection"]!;
  await ingest().updateCollection({ project, collection: id, name: "named anew", names: "{cruise}_{haul}_{depth:int}_{frame:int}.png" });
  const { name, rows: samples } = await ingest().getSheet({ project, collection: id });
  expect([name, samples.map(({ sample, images }) => [sample, images])]).toEqual(["named anew", [["tara", 4]]]);
  const { images } = await ingest().listImages({ project, collection: id });
  expect(images[0]!.metadata).toEqual({ cruise: "tara", haul: "s1", depth: 7, frame: 1 });
  expect(await failure(ingest().updateCollection({ project, collection: id, names: "{a" }))).toMatchObject({
    reason: "NAMES_PATTERN_INVALID",
  });
  expect((await failure(ingest().updateCollection({ project, collection: id, name: "cruise" }))).code).toBe("already_exists");
});

test("a bundle carries the sheet in the columns that it shows, and breaks no rule", async () => {
  const { id } = await rowOf("tara_s1");
  for (const [column, text] of Object.entries({
    sample_id: "Villefranche 1",
    sample_tot_vol: "12,5",
    acq_instrument: "ZooScan",
    acq_sub_part: "8",
    object_time: "8:15",
    object_depth_min: "0",
  }))
    await edit(id, column, text);
  const pipeline = home.client(PipelineServiceDefinition);
  const graph = await pipeline.putGraph({ project, definition: GRAPH });
  const job = await home.ended(project, (await pipeline.createRun({ project, collection, graph: graph.id })).id);
  const bundle = await home.client(ExportServiceDefinition).getBundle({ project, bundle: job.results["bundle"]! });
  expect(bundle.findings).toEqual([]);
  const table = await tableOf(Buffer.concat(await Promise.all(bundle.parts.map((part) => readPart(home.store, part)))));
  const of = (sample: string) => table.filter((row) => row["sample_id"] === sample);
  expect(of("Villefranche 1")).toHaveLength(2);
  for (const row of of("Villefranche 1"))
    expect(row).toMatchObject({
      object_lat: "43.5",
      object_date: "20200105",
      object_time: "081500",
      object_depth_min: "0",
      sample_tot_vol: "12.5",
      sample_cruise: "tara",
      acq_instrument: "ZooScan",
      acq_sub_part: "8",
      process_pixel: "10.58",
      process_pixel_provenance: "template",
    });
  expect(of("tara_s2")[0]).toMatchObject({ sample_ship: "Polarstern", process_pixel: "5.3" });
});

/** The objects of all tables of a bundle: each acquisition has a table of its own. */
async function tableOf(bundle: Buffer): Promise<Record<string, string>[]> {
  const archive = await openArchive(bundle);
  const rows: Record<string, string>[] = [];
  for (const file of archive.files.filter(({ path }) => path.endsWith(".tsv"))) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await file.open()) chunks.push(chunk);
    const [, ...body] = parse(Buffer.concat(chunks), { bom: true, delimiter: "\t", columns: true }) as Record<string, string>[];
    rows.push(...body);
  }
  archive.close();
  return rows;
}

const GRAPH = {
  name: "dark",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "grey", node: "convert.grey" },
    { id: "threshold", node: "threshold.fixed", params: { threshold: 127, objects: "dark" } },
    { id: "objects", node: "segment.objects", params: { minArea: 4 } },
    { id: "shape", node: "measure.shape" },
    { id: "bundle", node: "export.ecotaxa" },
  ],
  edges: [
    { from: "images.image", to: "grey.image" },
    { from: "grey.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
    { from: "objects.labels", to: "shape.labels" },
    { from: "objects.objects", to: "bundle.objects" },
    { from: "images.image", to: "bundle.images" },
    { from: "shape.table", to: "bundle.tables" },
  ],
};
