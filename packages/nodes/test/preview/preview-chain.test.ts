import { plane } from "@argosy/kernels";
import type { ImageValue, PreviewStep } from "@argosy/nodes";
import {
  cutImage,
  cutPlane,
  greyImage,
  PreviewChain,
  packValues,
  planPreview,
  summariseSteps,
  unpackValues,
  validateGraph,
} from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { ALL_NODES, registry } from "../support/all-nodes.ts";

const SIZE = 96;
const PART = { x: 20, y: 12, width: 60, height: 50 };

/** Bright field that darkens to the right, with dark disks; the same at every call. */
function field(): ImageValue {
  const data = new Uint8Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const disk = (x % 24) - 12;
      const inDisk = disk * disk + ((y % 24) - 12) ** 2 < 36;
      data[y * SIZE + x] = 220 - x - (inDisk ? 90 : 0) - ((x * 7 + y * 13) % 5);
    }
  }
  return greyImage(plane(data, SIZE, SIZE));
}

function stepsOf(params: { readonly light?: object; readonly threshold?: object; readonly objects?: object } = {}) {
  const { graph } = validateGraph(
    {
      name: "preview",
      nodes: [
        { id: "images", node: "collection.images" },
        { id: "light", node: "correct.vignetting", params: { sigma: 12, ...params.light } },
        { id: "threshold", node: "threshold.otsu", params: { ...params.threshold } },
        { id: "objects", node: "segment.objects", params: { ...params.objects } },
      ],
      edges: [
        { from: "images.image", to: "light.image" },
        { from: "light.image", to: "threshold.image" },
        { from: "threshold.mask", to: "objects.mask" },
      ],
    },
    registry,
  );
  return planPreview(graph, registry).steps;
}

/** What a chain gives, without its rests. */
const stepsDone = (run: Iterable<PreviewStep | undefined>) => [...run].filter((step) => step !== undefined);

const context = { name: "field.png" };
const view = { ...context, part: { box: PART, width: SIZE, height: SIZE } };

describe("a chain that is run again", () => {
  const run = (chain: PreviewChain, params?: Parameters<typeof stepsOf>[0]) =>
    stepsDone(chain.run({ steps: stepsOf(params), frame: field(), image: "a", context })).map(({ id, reused }) => `${id} ${reused}`);

  test("computes only from the changed step on", () => {
    const chain = new PreviewChain(registry);
    expect(run(chain)).toEqual(["light false", "threshold false", "objects false"]);
    expect(run(chain, { threshold: { offset: 3 } })).toEqual(["light true", "threshold false", "objects false"]);
    expect(run(chain, { threshold: { offset: 3 }, objects: { minArea: 9 } })).toEqual(["light true", "threshold true", "objects false"]);
    expect(run(chain)).toEqual(["light true", "threshold true", "objects true"]);
  });
});

describe("a part of an image", () => {
  const part = cutImage(field(), PART);
  const steps = stepsOf({ light: { method: "masked" } });
  const input = { steps, frame: part, image: "a", context: view };

  test("is provisional until the summaries of the whole are known, and then as the whole", () => {
    const chain = new PreviewChain(registry);
    expect(stepsDone(chain.run(input)).map(({ provisional }) => provisional)).toEqual([true, true, true]);
    const summaries = summariseSteps(registry, { steps, frame: field(), context }, PART);
    chain.learn(input, unpackValues(packValues(summaries)) as Map<string, unknown>);
    const [light, threshold] = stepsDone(chain.run(input));
    const [wholeLight, wholeThreshold] = stepsDone(new PreviewChain(registry).run({ steps, frame: field(), image: "a", context }));
    expect([light!.provisional, threshold!.provisional]).toEqual([false, false]);
    expect(light!.outputs["image"]).toEqual(cutImage(wholeLight!.outputs["image"] as ImageValue, PART));
    expect(threshold!.outputs["mask"]).toEqual(cutPlane(wholeThreshold!.outputs["mask"] as never, PART));
  });
});

const ruled = ALL_NODES.filter((node) => node.whole !== undefined && node.collection === undefined);
const RULED_PARAMS: Readonly<Record<string, readonly object[]>> = {
  "correct.rollingball": [{ radius: 4 }, { radius: 6, objects: "dark" }],
  "correct.stripes": [{ sigma: 4 }, { direction: "columns", sigma: 9 }],
  "correct.vignetting": [{ sigma: 10 }, { sigma: 10, mode: "subtract" }, { method: "leong2003", sigma: 6 }],
  "crop.area": [
    {},
    {
      rectangles: [{ x: 30, y: 20, width: 40, height: 30 }],
      excludedPolygons: [
        [
          { x: 35, y: 25 },
          { x: 50, y: 25 },
          { x: 40, y: 45 },
        ],
      ],
    },
  ],
  "exposure.clahe": [{}, { tile: 16, clipLimit: 0.03 }],
  "exposure.equalize": [{}],
  "exposure.normalize": [{ side: 24 }, { method: "equalize", side: 40 }],
  "exposure.stretch": [{}, { low: 0.2, high: 0.8, output: "same" }],
  "threshold.adaptive": [
    { window: 9, offset: 3 },
    { window: 11, method: "gaussian", objects: "auto" },
  ],
  "threshold.fixed": [{ threshold: 130 }, { threshold: 130, objects: "auto", scale: 0.7 }],
  "threshold.hysteresis": [
    { strong: 90, weak: 130 },
    { objects: "bright", strong: 180, weak: 150, connectivity: 4 },
  ],
  "threshold.isodata": [{}, { objects: "auto" }],
  "threshold.li": [{}, { objects: "bright" }],
  "threshold.multiotsu": [{}, { classes: 4, split: 2 }],
  "threshold.otsu": [{}, { objects: "auto", scale: 0.8 }],
  "threshold.quantile": [{ quantile: 0.2 }, { quantile: 0.2, objects: "bright" }],
  "threshold.sauvola": [{ window: 9 }, { window: 15, k: 0.1, objects: "auto" }],
  "threshold.triangle": [{}, { offset: -4 }],
  "threshold.yen": [{}, { objects: "bright" }],
};

describe("the rule for whole images", () => {
  test("every node with one is tried", () => expect(ruled.map(({ name }) => name)).toEqual(Object.keys(RULED_PARAMS)));

  const cases = ruled.flatMap((node) =>
    (RULED_PARAMS[node.name] ?? []).map((params) => ({ name: `${node.name} ${JSON.stringify(params)}`, node, params })),
  );
  test.each(cases)("$name gives on a part what it gives on the whole", ({ node, params }) => {
    const { graph } = validateGraph(
      {
        name: "one",
        nodes: [
          { id: "images", node: "collection.images" },
          { id: "one", node: node.name, params: { ...params } },
        ],
        edges: [{ from: "images.image", to: "one.image" }],
      },
      registry,
    );
    const { steps } = planPreview(graph, registry);
    const chain = new PreviewChain(registry);
    const input = { steps, frame: cutImage(field(), PART), image: "a", context: view };
    chain.learn(input, summariseSteps(registry, { steps, frame: field(), context }, PART));
    const [given] = stepsDone(chain.run(input));
    const [whole] = stepsDone(new PreviewChain(registry).run({ steps, frame: field(), image: "a", context }));
    for (const [slot, { kind }] of Object.entries(node.outputs)) {
      const expected =
        kind === "image" ? cutImage(whole!.outputs[slot] as ImageValue, PART) : cutPlane(whole!.outputs[slot] as never, PART);
      expect(given!.outputs[slot], slot).toEqual(expected);
    }
  });
});
