import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { GraphDraft, Stroke } from "@argosy/nodes";
import { greyImage, PreviewChain, planPreview, validateGraph } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLabelTiff } from "../../cli/src/flow/label-tiff.ts";
import type { ShownImage } from "./scenario.ts";
import { Scenario } from "./scenario.ts";

const SIZE = { width: 160, height: 120 };
const registry = await loadNodes();
let home: Scenario;
let collection: string;
let images: Record<string, ShownImage>;

beforeAll(async () => {
  home = await Scenario.open();
  const folder = join(home.folder, "grainy");
  await mkdir(folder);
  for (const [name, shift] of [
    ["one.png", 0],
    ["two.png", 11],
  ] as const)
    await writeFile(join(folder, name), encodePng({ ...SIZE, bits: 8, planes: [grainy(shift)] }));
  collection = await home.import("grainy", [folder]);
  images = await home.images(collection);
});
afterAll(() => home.end());

/** Disks that differ from their ground by grain alone: no threshold finds them. */
function grainy(shift: number): Uint8Array {
  return Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const [x, y] = [(i % SIZE.width) + shift, Math.floor(i / SIZE.width)];
    const inDisk = ((x % 54) - 27) ** 2 + ((y % 60) - 30) ** 2 < 300;
    return 120 + (inDisk ? ((i * 7919) % 71) - 35 : ((i * 31) % 7) - 3);
  });
}

const stroke = (name: Stroke["class"], x: number, y: number, to: number): Stroke => ({
  class: name,
  width: 5,
  points: [
    { x, y },
    { x: to, y },
  ],
  image: images["one.png"]!.id,
});

function graphOf(strokes: readonly Stroke[]): GraphDraft {
  return {
    name: "painted",
    nodes: [
      { id: "images", node: "collection.images" },
      { id: "mask", node: "segment.scribbles", params: { strokes } },
      { id: "objects", node: "segment.objects", params: { minArea: 60, fillHoles: true } },
    ],
    edges: [
      { from: "images.image", to: "mask.image" },
      { from: "mask.mask", to: "objects.mask" },
    ],
  };
}

/** What the preview of an image shows, and what it learns. */
function preview(name: string, shift: number, strokes: readonly Stroke[]) {
  const { steps } = planPreview(validateGraph(graphOf(strokes), registry).graph, registry);
  const image = images[name]!.id;
  const frame = greyImage(plane(grainy(shift), SIZE.width, SIZE.height));
  let learnt: readonly Stroke[] = strokes;
  const input = { steps, frame, image, context: { name, image } };
  const done = [
    ...new PreviewChain(registry).run({
      ...input,
      learnt(_, params) {
        learnt = params["strokes"] as readonly Stroke[];
      },
    }),
  ];
  return { learnt, labels: done.at(-1)!.outputs["labels"] as Labels };
}

async function put(strokes: readonly Stroke[]): Promise<string> {
  const body = { definition: graphOf(strokes) };
  return (await home.api.post<{ id: string }>(`${home.base}/graphs`, body)).id;
}

describe("strokes on one image", () => {
  test("give in the run what their preview showed, on it and on the others", async () => {
    const shown = preview("one.png", 0, [stroke("object", 16, 30, 38), stroke("background", 8, 59, 90)]);
    expect(shown.learnt.every(({ learnt }) => learnt !== undefined)).toBe(true);
    const job = await home.finish({ kind: "run", collection, graph: await put(shown.learnt) });
    for (const [name, shift] of [
      ["one.png", 0],
      ["two.png", 11],
    ] as const) {
      const { labels } = preview(name, shift, shown.learnt);
      expect(Math.max(...labels.data), name).toBeGreaterThan(3);
      const answer = await home.get(`${home.base}/runs/${job.results["run"]}/images/${images[name]!.id}/labels.tif`);
      const stored = readLabelTiff(Buffer.from(await answer.arrayBuffer()));
      expect(Uint32Array.from(stored.data), name).toEqual(Uint32Array.from(labels.data));
    }
  });

  test("that nothing was learnt from are refused by the run, with what to do", async () => {
    const graph = await put([stroke("object", 16, 30, 38), stroke("background", 8, 59, 90)]);
    const job = await home.ended((await home.begin({ kind: "run", collection, graph })).id);
    expect(job.failedItems).toHaveLength(1);
    expect(JSON.stringify(job.failedItems)).toMatch(/PARAM_INVALID.*not learnt from yet/);
  });
});
