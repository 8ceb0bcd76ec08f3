import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import { expect, test } from "vitest";
import { readLabelTiff } from "../../cli/src/flow/label-tiff.ts";
import { runArgosy, runPipeline, withFolder } from "../support/run-argosy.ts";

const [WIDTH, HEIGHT] = [96, 64];
/** Centres and radii of bright discs. */
const DISCS = [
  [20, 20, 9],
  [60, 24, 12],
  [40, 50, 8],
] as const;

/** Takes the label images beside the pictures as the objects, and measures them. */
const GRAPH = {
  name: "labels",
  title: "Labels that were made before",
  nodes: [
    { id: "images", node: "collection.images" },
    { id: "objects", node: "segment.import", params: { image: "{stem}.labels.tif", table: "", values: "labels" } },
    { id: "shape", node: "measure.shape" },
    { id: "table", node: "export.csv", params: { name: "labels" } },
  ],
  edges: [
    { from: "images.image", to: "objects.image" },
    { from: "objects.labels", to: "shape.labels" },
    { from: "objects.objects", to: "table.objects" },
    { from: "shape.table", to: "table.tables" },
  ],
};

test("label images that a run wrote are taken as the objects of another run, pixel for pixel", async () => {
  await withFolder(async (folder) => {
    const [first, second, images] = ["first", "second", "images"].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [first, second, images]) await mkdir(path);
    await writeFile(join(images, "discs.png"), drawDiscs());
    const made = await runPipeline(first, images, "nuclei");
    expect(made.summary.objects).toBe(DISCS.length);
    await copyFile(join(made.masks, "discs.labels.tif"), join(images, "discs.labels.tif"));
    const graph = join(folder, "graph.json");
    await writeFile(graph, JSON.stringify(GRAPH));
    const masks = join(second, "masks");
    await runArgosy("run", images, "--pipeline", graph, "--data", join(second, "data"), "--masks", masks);
    const [before, after] = await Promise.all([made.masks, masks].map((path) => readFile(join(path, "discs.labels.tif"))));
    expect(Buffer.compare(before!, after!)).toBe(0);
    expect(new Set(readLabelTiff(before!).data)).toEqual(new Set([0, 1, 2, 3]));
  });
}, 120_000);

function drawDiscs(): Uint8Array {
  const plane = new Uint8Array(WIDTH * HEIGHT).fill(20);
  for (const [x, y, radius] of DISCS)
    for (let i = 0; i < plane.length; i++) if (Math.hypot((i % WIDTH) - x, Math.floor(i / WIDTH) - y) <= radius) plane[i] = 200;
  return encodePng({ width: WIDTH, height: HEIGHT, bits: 8, planes: [plane] });
}
