import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { newId } from "@argosy/core";
import { checkBundle, exportService, openArchive } from "@argosy/export";
import { encodePng, readHeader } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { Bundle } from "@argosy/rpc";
import {
  ClassifyServiceDefinition,
  ExportServiceDefinition,
  IngestServiceDefinition,
  PipelineServiceDefinition,
  SegmentServiceDefinition,
} from "@argosy/rpc";
import { segmentService } from "@argosy/segment";
import { readPart } from "@argosy/storage";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";

const project = newId();
let home: ServiceHome;
let folder: string;
let collection: string;
let run: string;
let results: Record<string, string>;

const NAMES = ["tara_s1_10_1.png", "tara_s1_10_2.png", "tara_s2_50_1.png"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-exporting-"));
  for (const [index, name] of NAMES.entries()) await writeFile(join(folder, name), frame(index));
  home = await startServiceHome(project, [ingestService, segmentService, measureService, classifyService, exportService, pipelineService]);
  const job = await home.client(IngestServiceDefinition).createImport({
    project,
    paths: [folder],
    collection: "cruise",
    names: "{cruise}_{station}_{depth:int}_{frame:int}.png",
    metadata: { net: "WP2", latitude: 43.5, longitude: -7.25, date: "2020-01-05T08:15:00", pixel_size_um: 2.5 },
  });
  collection = (await finished(job.id))["collection"]!;
  results = await runAgain();
  run = results["run"]!;
});

afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Bright ground with a dark ring that has a dot in it, a square, and in the first frame one square more. */
function frame(index: number): Uint8Array {
  const [width, height] = [64 - index, 48];
  const data = new Uint8Array(width * height).fill(220);
  const box = (left: number, top: number, side: number, grey: number) => {
    for (let y = top; y < top + side; y++) data.fill(grey, y * width + left, y * width + left + side);
  };
  box(4, 4, 20, 50);
  box(8, 8, 12, 220);
  box(12, 12, 4, 40);
  box(36, 10 + index, 9, 60 + index);
  if (index === 0) box(40, 34, 6, 70);
  return encodePng({ width, height, bits: 8, planes: [data] });
}

const GRAPH = {
  name: "dark",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "grey", node: "convert.grey" },
    { id: "threshold", node: "threshold.fixed", params: { threshold: 127, objects: "dark" } },
    { id: "objects", node: "segment.objects", params: { minArea: 4, nested: "outer", padding: 2 } },
    { id: "shape", node: "measure.shape" },
    { id: "classes", node: "classify.forest", params: { trees: 10 } },
    { id: "outline", node: "draw.contours" },
    { id: "bundle", node: "export.ecotaxa", params: { name: "dark" } },
    { id: "table", node: "export.csv", params: { name: "dark", columns: ["shape.area", "shape.perimeter"] } },
  ],
  edges: [
    { from: "images.image", to: "grey.image" },
    { from: "grey.image", to: "threshold.image" },
    { from: "threshold.mask", to: "objects.mask" },
    { from: "objects.labels", to: "shape.labels" },
    { from: "shape.table", to: "classes.tables" },
    { from: "images.image", to: "outline.image" },
    { from: "objects.labels", to: "outline.mask" },
    { from: "objects.objects", to: "bundle.objects" },
    { from: "images.image", to: "bundle.images" },
    { from: "outline.image", to: "bundle.images" },
    { from: "shape.table", to: "bundle.tables" },
    { from: "classes.predictions", to: "bundle.predictions" },
    { from: "objects.objects", to: "table.objects" },
    { from: "shape.table", to: "table.tables" },
    { from: "classes.predictions", to: "table.predictions" },
  ],
};

async function finished(job: string): Promise<Record<string, string>> {
  const { state, results: found, problem, failedItems } = await home.ended(project, job);
  expect({ state, problem, failedItems }).toEqual({ state: "done", problem: undefined, failedItems: [] });
  return found;
}

async function runAgain(): Promise<Record<string, string>> {
  const pipeline = home.client(PipelineServiceDefinition);
  const graph = await pipeline.putGraph({ project, definition: GRAPH });
  return finished((await pipeline.createRun({ project, collection, graph: graph.id })).id);
}

async function bytesOf(bundle: Bundle): Promise<Buffer> {
  const parts = await Promise.all(bundle.parts.map((part) => readPart(home.store, part)));
  return Buffer.concat(parts);
}

const bundleOf = (id: string | undefined) => home.client(ExportServiceDefinition).getBundle({ project, bundle: id! });

async function unpacked(bundle: Bundle): Promise<Map<string, Buffer>> {
  const archive = await openArchive(await bytesOf(bundle));
  const files = new Map<string, Buffer>();
  for (const file of archive.files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await file.open()) chunks.push(chunk);
    files.set(file.path, Buffer.concat(chunks));
  }
  archive.close();
  return files;
}

type Line = Record<string, string>;

function tableOf(file: Buffer, delimiter: string): Line[] {
  return parse(file, { bom: true, delimiter, columns: true, relax_quotes: false }) as Line[];
}

async function linesOf(bundle: Bundle): Promise<Line[]> {
  const files = await unpacked(bundle);
  return [...files].filter(([path]) => path.endsWith(".tsv")).flatMap(([, file]) => tableOf(file, "\t").slice(1));
}

async function textOf(format: string): Promise<string> {
  let text = "";
  for await (const piece of home.client(ExportServiceDefinition, "viewer").streamTable({ project, run, format })) text += piece.text;
  return text;
}

describe("a bundle for EcoTaxa", () => {
  test("is clean by the checker, inside and outside", async () => {
    const bundle = await bundleOf(results["bundle"]);
    expect(bundle).toMatchObject({ kind: "ecotaxa", name: "dark.zip", run, objects: 7, findings: [] });
    const path = join(folder, "dark.zip");
    const bytes = await bytesOf(bundle);
    expect([bytes.length, createHash("sha256").update(bytes).digest("hex")]).toEqual([bundle.size, bundle.sha256]);
    await writeFile(path, bytes);
    expect(await checkBundle(path, { databaseLimits: true })).toMatchObject({ findings: [], objects: 7, images: 14, tsvs: 2 });
    await rm(path);
  });

  test("has a line an object and picture, with measures, children and where it comes from", async () => {
    const lines = await linesOf(await bundleOf(results["bundle"]));
    const ring = lines.find((line) => line["object_id"] === "tara_s1_10_1#1" && line["img_rank"] === "0");
    expect(ring).toMatchObject({
      sample_id: "tara_s1",
      sample_cruise: "tara",
      sample_station: "s1",
      sample_net_type: "WP2",
      acq_id: "tara_s1_acq",
      process_pixel: "2.5",
      process_pixel_provenance: "person",
      process_objects_step: expect.stringMatching(/^segment\.objects@1 \{.*"minArea":4/),
      object_lat: "43.5",
      object_lon: "-7.25",
      object_date: "20200105",
      object_time: "081500",
      object_depth_min: "10",
      object_depth_max: "10",
      object_frame: "1",
      object_ski_area: "256",
      object_children_count: "1",
      object_children_area: "16",
    });
    expect(lines.map((line) => `${line["object_id"]} ${line["img_rank"]}`).length).toBe(14);
    expect(new Set(lines.map((line) => line["sample_id"]))).toEqual(new Set(["tara_s1", "tara_s2"]));
    expect(lines.every((line) => (line["object_annotation_category"] ?? "") === "")).toBe(true);
  });

  test("shows the crop as it is first, then the outlined one", async () => {
    const bundle = await bundleOf(results["bundle"]);
    const files = await unpacked(bundle);
    const pictures = (await linesOf(bundle)).filter((line) => line["object_id"] === "tara_s1_10_1#2");
    const headers = await Promise.all(
      pictures.map(async (line) => {
        const bytes = files.get(line["img_file_name"]!)!;
        const { pages } = await readHeader({ size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) });
        return pages[0];
      }),
    );
    expect(headers).toMatchObject([
      { width: 13, height: 13, channels: 1 },
      { width: 13, height: 13, channels: 3 },
    ]);
  });

  test("leaves no file behind in the folder for temporary ones", async () => {
    expect((await readdir(tmpdir())).filter((name) => name.startsWith(`argosy-export-${process.pid}-`))).toEqual([]);
  });

  test("is written anew when persons have labelled, with their names and times", async () => {
    const objects = await home.client(SegmentServiceDefinition).listObjects({ project, run });
    const [first] = objects.objects;
    await home.client(ClassifyServiceDefinition).setLabels({
      project,
      run,
      createClasses: true,
      labels: [{ object: first!.id, class: "ring", status: "validated", author: "ada@example.org" }],
    });
    const again = await runAgain();
    expect(again["bundle"]).not.toBe(results["bundle"]);
    const [line] = (await linesOf(await bundleOf(again["bundle"]))).filter((entry) => entry["object_id"] === first!.name);
    expect(line).toMatchObject({
      object_annotation_category: "ring",
      object_annotation_status: "validated",
      object_annotation_person_name: "ada@example.org",
      object_annotation_person_email: "ada@example.org",
      object_annotation_date: expect.stringMatching(/^\d{8}$/),
    });
    const listed = await home.client(ExportServiceDefinition).listBundles({ project, run });
    expect(listed.bundles.map(({ kind }) => kind).sort()).toEqual(["csv", "csv-metadata", "ecotaxa"]);
  });
});

describe("tables", () => {
  test("the CSV of the node has the columns asked for, its metadata says what they are", async () => {
    const lines = tableOf(await bytesOf(await bundleOf(results["csv"])), ",");
    expect(Object.keys(lines[0]!)).toEqual(["image", "label", "class", "status", "shape.area", "shape.perimeter"]);
    expect(lines.slice(0, 3).map((line) => [line["image"], line["label"], line["shape.area"]])).toEqual([
      ["tara_s1_10_1.png", "1", "256"],
      ["tara_s1_10_1.png", "2", "81"],
      ["tara_s1_10_1.png", "3", "36"],
    ]);
    const described = JSON.parse((await bytesOf(await bundleOf(results["csvMetadata"]))).toString("utf8"));
    expect(described).toMatchObject({ url: "dark.csv", tableSchema: { columns: { length: 6 } } });
    expect(described.tableSchema.columns[4]).toMatchObject({ titles: "shape.area", "schema:unitText": "px2" });
  });

  test("the stream of a run has every measure, and a description of the same columns", async () => {
    const lines = tableOf(Buffer.from(await textOf("csv")), ",");
    const described = JSON.parse(await textOf("csv-metadata")) as { tableSchema: { columns: { titles: string }[] } };
    expect(described.tableSchema.columns.map(({ titles }) => titles)).toEqual(Object.keys(lines[0]!));
    expect(lines.length).toBe(7);
  });

  test("the canonical text ends with the checksum of each image and kept slot, as large as the image", async () => {
    const lines = (await textOf("canonical")).trimEnd().split("\n");
    expect(lines.length).toBe(1 + 7 + 6);
    expect(lines[1]!.split("\t").slice(0, 2)).toEqual(["tara_s1_10_1.png", "1"]);
    expect(lines[1]).toContain("\t2.5600000000000000e+2\t");
    const arrays = lines.slice(8).map((line) => line.split("\t"));
    expect(arrays.map((cells) => cells.slice(0, 4))).toEqual(
      NAMES.flatMap((name, index) => [
        [name, "image", `1x48x${64 - index}`, "uint8"],
        [name, "objects.labels", `1x48x${64 - index}`, "uint32"],
      ]),
    );
    const samples = new Uint8Array(64 * 48).fill(220);
    const box = (left: number, top: number, side: number, grey: number) => {
      for (let y = top; y < top + side; y++) samples.fill(grey, y * 64 + left, y * 64 + left + side);
    };
    for (const [left, top, side, grey] of [
      [4, 4, 20, 50],
      [8, 8, 12, 220],
      [12, 12, 4, 40],
      [36, 10, 9, 60],
      [40, 34, 6, 70],
    ] as const)
      box(left, top, side, grey);
    expect(arrays[0]![4]).toBe(createHash("sha256").update(samples).digest("hex"));
  });

  test("an unknown format or run is refused", async () => {
    await expect(textOf("xlsx")).rejects.toMatchObject({ reason: "FIELD_INVALID" });
    const other = home.client(ExportServiceDefinition).streamTable({ project, run: newId(), format: "csv" });
    await expect(other[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("label images", () => {
  test("come as uncompressed 32-bit TIFF", async () => {
    const { images } = await home.client(IngestServiceDefinition).listImages({ project, collection });
    const pieces: Uint8Array[] = [];
    for await (const { data } of home.client(ExportServiceDefinition).streamLabelTiff({ project, run, image: images[0]!.id }))
      pieces.push(data);
    const file = Buffer.concat(pieces);
    expect(file.toString("latin1", 0, 4)).toBe("II*\0");
    const labels = new Uint32Array(file.buffer.slice(file.byteOffset + 8, file.byteOffset + 8 + 4 * 64 * 48));
    const counts = [1, 2, 3, 4].map((label) => labels.filter((value) => value === label).length);
    expect(counts).toEqual([256, 81, 36, 0]);
  });
});

describe("an export by choice", () => {
  const make = (choice: object) => home.client(ExportServiceDefinition, "editor").createExport({ project, run, format: "csv", ...choice });

  test("has the images, classes, statuses and columns that were chosen", async () => {
    const { images } = await home.client(IngestServiceDefinition).listImages({ project, collection });
    const first = await finished((await make({ name: "part", images: [images[0]!.id], columns: ["shape.area"] })).id);
    const bundle = await bundleOf(first["csv"]);
    expect(bundle).toMatchObject({ name: "part.csv", run, author: "editor", chosen: true, objects: 3 });
    const lines = tableOf(await bytesOf(bundle), ",");
    expect(Object.keys(lines[0]!)).toEqual(["image", "label", "class", "status", "shape.area"]);
    expect(new Set(lines.map((line) => line["image"]))).toEqual(new Set([images[0]!.name]));
    const rings = await finished((await make({ classes: ["ring"], statuses: ["validated"] })).id);
    expect(await bundleOf(rings["csv"])).toMatchObject({ name: "dark.csv", objects: 1 });
    const unnamed = await finished((await make({ statuses: [""] })).id);
    expect((await bundleOf(unnamed["csv"])).objects).toBe(6);
  });

  test("as EcoTaxa bundle is clean, and says a breach of a rule in words", async () => {
    const bundle = await bundleOf((await finished((await make({ format: "ecotaxa", name: "chosen" })).id))["bundle"]);
    expect(bundle).toMatchObject({ name: "chosen.zip", findings: [], checks: [], objects: 7 });
    await home.db.query("update export.bundle set checks = $2 where id = $1", [
      bundle.id,
      JSON.stringify([
        { rule: "V2", severity: "error", where: { file: "ecotaxa.tsv", line: 3, column: "object_lat" }, message: "95 is no latitude" },
      ]),
    ]);
    expect((await bundleOf(bundle.id)).checks).toEqual([
      {
        severity: "error",
        rule: "V2",
        sentence: expect.stringContaining("Latitude lies in"),
        hint: expect.stringContaining("Correct latitude"),
        message: "95 is no latitude",
        where: "ecotaxa.tsv, line 3, object_lat",
      },
    ]);
  });

  test("of label images is an archive with a TIFF an image and a table of what each number is", async () => {
    const bundle = await bundleOf((await finished((await make({ format: "masks" })).id))["masks"]);
    expect(bundle).toMatchObject({ kind: "masks", name: "dark_masks.zip", objects: 7, notes: [] });
    const files = await unpacked(bundle);
    expect([...files.keys()]).toEqual([...NAMES.map((name) => name.replace(".png", "_labels.tif")), "labels.csv"]);
    expect(files.get("tara_s1_10_1_labels.tif")!.toString("latin1", 0, 4)).toBe("II*\0");
    expect(tableOf(files.get("labels.csv")!, ",").length).toBe(7);
  });

  test("can be deleted, unlike what a run has written", async () => {
    const service = home.client(ExportServiceDefinition, "editor");
    const { csv } = await finished((await make({ name: "gone" })).id);
    const bundle = await bundleOf(csv);
    expect(await home.store.get(bundle.parts[0]!.key)).toBeDefined();
    await service.deleteBundle({ project, bundle: bundle.id });
    expect(await home.store.get(bundle.parts[0]!.key)).toBeUndefined();
    await expect(service.deleteBundle({ project, bundle: bundle.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(service.deleteBundle({ project, bundle: results["csv"]! })).rejects.toMatchObject({ code: "failed_precondition" });
  });

  test.each([
    ["a format", { format: "xlsx" }],
    ["a name", { name: "../evil" }],
    ["a status", { statuses: ["sure"] }],
    ["a column", { columns: ["shape.colour"] }],
  ])("%s that cannot be is refused", async (_, choice) => {
    await expect(make(choice)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});
