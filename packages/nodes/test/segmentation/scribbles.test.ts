import type { Box } from "@argosy/core";
import { newSamples } from "@argosy/core";
import type { Mask } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { ImageValue, NodeContext, PreviewStep, Stroke } from "@argosy/nodes";
import { cutImage, cutPlane, fillParams, greyImage, PreviewChain, planPreview, validateGraph } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { pixelTiles, reachOf } from "../../src/segmentation/pixel-tiles.ts";
import { boxAround, strokePixels } from "../../src/segmentation/stroke-pixels.ts";
import { registry } from "../support/all-nodes.ts";

const node = registry.find("segment.scribbles")!;
const SIZE = 96;

/** Bright disks, `shift` grey values brighter in all, with grain. */
function disks(width = SIZE, height = SIZE, shift = 0): ImageValue {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = 60 + shift + (isDisk(i % width, Math.floor(i / width)) ? 80 : 0) + ((i * 7919) % 23);
  return greyImage(plane(data, width, height));
}
const isDisk = (x: number, y: number) => ((x % 32) - 16) ** 2 + ((y % 32) - 16) ** 2 < 81;
const truth: Mask = plane(
  Uint8Array.from({ length: SIZE * SIZE }, (_, i) => (isDisk(i % SIZE, Math.floor(i / SIZE)) ? 1 : 0)),
  SIZE,
  SIZE,
);

const stroke = (name: Stroke["class"], points: readonly (readonly [number, number])[], image = "one"): Stroke => ({
  class: name,
  width: 3,
  points: points.map(([x, y]) => ({ x, y })),
  image,
});
const OBJECT = stroke("object", [
  [44, 48],
  [52, 50],
]);
const GROUND = stroke("background", [
  [34, 34],
  [60, 33],
]);

const context = { name: "one.png", image: "one" };
const maskOf = (image: ImageValue, strokes: readonly Stroke[], at: NodeContext = context, scale = 1) =>
  node.run!({ image } as never, fillParams(node, { strokes, scale }), at)["mask"] as Mask;
const learn = (image: ImageValue, strokes: readonly Stroke[], at: NodeContext = context, scale = 1) =>
  node.learn!({ image } as never, fillParams(node, { strokes, scale }), at)?.["strokes"] as Stroke[] | undefined;
const agreement = (a: Mask, b: Mask) => a.data.reduce((sum, value, i) => sum + (value === b.data[i] ? 1 : 0), 0) / a.data.length;

describe("what strokes cover", () => {
  test("pixels whose centres are within half of the width, and where its corners lie", () => {
    const way = [
      { x: 1.5, y: 1.5 },
      { x: 3.5, y: 1.5 },
    ];
    expect([...strokePixels({ points: way, radius: 0.1 }, 6, 3)]).toEqual([7, 8, 9]);
    expect([...strokePixels({ points: way, radius: 1 }, 6, 3)]).toEqual([1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15]);
    expect([...strokePixels({ points: [{ x: 2.1, y: 0.9 }], radius: 0.2 }, 6, 3)]).toEqual([2]);
    expect([...strokePixels({ points: [{ x: -9, y: 1 }], radius: 3 }, 6, 3)]).toEqual([]);
    expect(boxAround({ points: way, radius: 1 })).toEqual({ x: 0, y: 0, width: 5, height: 3 });
  });
});

describe("a mask from strokes", () => {
  const image = disks();
  const learnt = learn(image, [OBJECT, GROUND])!;
  const mask = maskOf(image, learnt);

  test("finds all that looks alike, and nothing else", () => expect(agreement(mask, truth)).toBeGreaterThan(0.97));

  test("is the same from what was learnt as from the strokes themselves, and what was learnt teaches other images", () => {
    expect(maskOf(image, [OBJECT, GROUND])).toEqual(mask);
    expect(learn(image, learnt), "nothing new").toBeUndefined();
    const other = { name: "two.png", image: "two" };
    expect(agreement(maskOf(disks(SIZE, SIZE, 9), learnt, other), truth)).toBeGreaterThan(0.9);
    expect(() => maskOf(image, [OBJECT, GROUND], other)).toThrow(/not learnt from yet/);
  });

  test("takes the strokes of several images together", () => {
    const brighter = disks(SIZE, SIZE, 75);
    const two = { name: "two.png", image: "two" };
    // The ground of the second image is as bright as disks of the first one.
    const more = [
      ...learnt,
      stroke(
        "background",
        [
          [34, 33],
          [61, 34],
        ],
        "two",
      ),
      stroke(
        "object",
        [
          [80, 80],
          [82, 84],
        ],
        "two",
      ),
    ];
    const both = learn(brighter, more, two)!;
    expect(both.slice(0, 2)).toEqual(learnt);
    expect(agreement(maskOf(brighter, both, two), truth)).toBeGreaterThan(agreement(maskOf(brighter, learnt, two), truth));
  });

  test("of a part is that of the whole, apart from what the cut edge reaches", () => {
    const wide = disks(320, 200);
    const box = { x: 60, y: 40, width: 220, height: 160 };
    const part = { ...context, part: { box, width: 320, height: 200 } };
    const reach = reachOf(1);
    const inside = { x: reach, y: reach, width: box.width - 2 * reach, height: box.height - reach };
    const expected = cutPlane(maskOf(wide, learnt), box);
    expect(cutPlane(maskOf(cutImage(wide, box), learnt, part), inside)).toEqual(cutPlane(expected, inside));
  });

  test("behind steps that mirror, strokes count where they were painted", () => {
    const edges = [
      { from: "images.image", to: "turned.image" },
      { from: "turned.image", to: "mask.image" },
    ];
    const nodes = [
      { id: "images", node: "collection.images" },
      { id: "turned", node: "transform.flip" },
      { id: "mask", node: "segment.scribbles", params: { strokes: [OBJECT, GROUND] } },
    ];
    const { steps } = planPreview(validateGraph({ name: "strokes", nodes, edges }, registry).graph, registry);
    const lopsided = { ...image, channels: [cutPlane(image.channels[0]!, { x: 0, y: 0, width: SIZE, height: SIZE })] };
    lopsided.channels[0]!.data.fill(60, 0, SIZE * 30);
    const heard: string[] = [];
    const chain = new PreviewChain(registry);
    const input = { steps, frame: lopsided, image: "one 0", context, learnt: (step: string) => heard.push(step) };
    const done = [...chain.run(input)].filter((step): step is PreviewStep => step !== undefined);
    expect(heard).toEqual(["mask"]);
    const below = { x: 0, y: 32, width: SIZE, height: 64 };
    expect(agreement(cutPlane(done[1]!.onImage("mask") as Mask, below), cutPlane(truth, below))).toBeGreaterThan(0.95);
  });
});

describe("learning", () => {
  const image = disks();
  const learnt = learn(image, [OBJECT, GROUND])!;

  test("is done anew when the pixels are others or the finest detail is, and never on another image", () => {
    const other = learn(disks(SIZE, SIZE, 20), learnt)!;
    expect(other.map(({ learnt: known }) => known?.samples)).not.toEqual(learnt.map(({ learnt: known }) => known?.samples));
    expect(learn(image, learnt, context, 2)!.map(({ learnt: known }) => known?.scale)).toEqual([2, 2]);
    expect(() => maskOf(image, learnt, context, 2)).toThrow(/another finest detail/);
    expect(learn(disks(SIZE, SIZE, 20), learnt, { name: "two.png", image: "two" })).toBeUndefined();
  });

  test("keeps what was learnt from a stroke of which only a part is seen", () => {
    const box = { x: 50, y: 0, width: 46, height: 96 };
    const part = { ...context, part: { box, width: SIZE, height: SIZE } };
    expect(learn(cutImage(disks(SIZE, SIZE, 20), box), learnt, part)).toBeUndefined();
    const fresh = learn(cutImage(image, box), [OBJECT, GROUND], part)!;
    expect(learn(image, fresh), "made good as soon as all is seen").toEqual(learnt);
  });

  test("features are made once while strokes change", () => {
    const made: string[] = [];
    const kept = new Map<string, unknown>();
    const remember = <T>(what: string, make: () => T): T => {
      if (!kept.has(what)) {
        made.push(what);
        kept.set(what, make());
      }
      return kept.get(what) as T;
    };
    const at = { ...context, remember };
    expect(maskOf(image, learn(image, [OBJECT, GROUND], at)!, at)).toEqual(maskOf(image, learnt));
    maskOf(image, [OBJECT, GROUND, stroke("object", [[16, 16]])], at);
    expect(made).toEqual(["features 1"]);
  });
});

test("tiles have the features of the whole, to the last bit", () => {
  const image = disks(620, 540);
  const [whole] = [...pixelTiles(image, { scale: 1, context })];
  const at = ({ x, y }: Box, f: number, features: { data: Float32Array; width: number; height: number }, size: Box) =>
    cutPlane(
      { data: features.data.subarray(f * features.width * features.height), width: features.width, height: features.height },
      {
        x,
        y,
        width: size.width,
        height: size.height,
      },
    ).data;
  let seen = 0;
  for (const { features, box, own } of pixelTiles(image, { scale: 1, context, mostBytes: 0 })) {
    seen += own.width * own.height;
    const inTile = { ...own, x: own.x - box.x, y: own.y - box.y };
    for (let f = 0; f < features.names.length; f++)
      expect(Buffer.compare(Buffer.from(at(inTile, f, features, own)), Buffer.from(at(own, f, whole!.features, own))), `${f}`).toBe(0);
  }
  expect(seen).toBe(620 * 540);
});

describe("degenerate images", () => {
  const both = (x: number, y: number) => [stroke("object", [[x, y]]), stroke("background", [[x, y]])];
  test.each(["uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"] as const)(
    "a constant one of %s has nothing to tell apart",
    (dtype) => {
      const flat = greyImage(plane(newSamples(dtype, 12).fill(7) as Uint8Array, 4, 3));
      expect(new Set(maskOf(flat, both(1, 1)).data).size).toBe(1);
    },
  );
  test.each([
    [1, 1],
    [1, 9],
    [9, 1],
  ])("%i x %i pixels", (width, height) => {
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i > 4 ? 200 : 10));
    expect(maskOf(greyImage(plane(data, width, height)), both(0.5, 0.5)).data.length).toBe(width * height);
  });
  test("where there is no number there is no object, and nothing is learnt", () => {
    const holed = { ...disks(), channels: [{ ...disks().channels[0]!, data: Float32Array.from(disks().channels[0]!.data) }] };
    holed.channels[0]!.data[90 * SIZE + 90] = Number.NaN;
    const mask = maskOf(holed, [OBJECT, GROUND]);
    expect(mask.data[90 * SIZE + 90]).toBe(0);
    expect(agreement(mask, truth)).toBeGreaterThan(0.6);
    const nothing = greyImage(plane(new Float32Array(6).fill(Number.NaN), 3, 2));
    expect(learn(nothing, both(1, 1))).toBeUndefined();
    expect(() => maskOf(nothing, both(1, 1))).toThrow(expect.objectContaining({ reason: "NODE_INPUT_INVALID" }));
  });
});
