import { plane } from "@argosy/kernels";
import type { GraphDraft } from "@argosy/nodes";
import { explainPlace, greyImage, planStages, validateGraph } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { registry } from "./support/all-nodes.ts";

/** 12 x 8: a bar at the left border, a block of 3 x 3, a dot, and a ring of 5 x 5 with a dot in it. */
const PICTURE = [
  "............",
  "#...###.....",
  "#...###.....",
  "#...###....#",
  "............",
  "............",
  "..#.........",
  "............",
];
const RING = [
  "............",
  ".#####......",
  ".#...#......",
  ".#.#.#......",
  ".#...#......",
  ".#####......",
  "............",
  "............",
];

const imageOf = (rows: readonly string[]) =>
  greyImage(
    plane(
      Uint8Array.from(rows.join(""), (sign) => (sign === "#" ? 20 : 200)),
      rows[0]!.length,
      rows.length,
    ),
  );

function explain(rows: readonly string[], params: object, at: { readonly x: number; readonly y: number }) {
  const draft = {
    name: "test",
    nodes: [
      { id: "images", node: "collection.images" },
      { id: "grey", node: "convert.grey" },
      { id: "area", node: "crop.area", params: { rectangles: [{ x: 0, y: 0, width: 11, height: 8 }], outside: "keep" } },
      { id: "dark", node: "threshold.fixed", params: { threshold: 100, objects: "dark" } },
      { id: "objects", node: "segment.objects", params: { connectivity: 8, ...params } },
    ],
    edges: [
      { from: "images.image", to: "grey.image" },
      { from: "grey.image", to: "area.image" },
      { from: "grey.image", to: "dark.image" },
      { from: "dark.mask", to: "objects.mask" },
      { from: "area.area", to: "objects.area" },
    ],
  } as unknown as GraphDraft;
  const [plan] = planStages(validateGraph(draft, registry).graph, registry);
  const steps = plan!.steps;
  const inputs = { frame: imageOf(rows), stored: () => undefined, context: { name: "frame" } };
  const step = steps.findIndex(({ id }) => id === "objects");
  return explainPlace(registry, steps, inputs, { ...at, step });
}

describe("a place", () => {
  test.each([
    { name: "is an object", params: {}, at: { x: 5, y: 2 }, found: { kind: "object", label: 2 } },
    {
      name: "is a speck that is too small",
      params: { minArea: 2 },
      at: { x: 2, y: 6 },
      found: { kind: "too_small", parameter: "minArea", value: 1, limit: 2, box: { x: 2, y: 6, width: 1, height: 1 } },
    },
    {
      name: "is too large",
      params: { maxArea: 8 },
      at: { x: 4, y: 1 },
      found: { kind: "too_large", parameter: "maxArea", value: 9, limit: 8 },
    },
    {
      name: "touches the border",
      params: { border: "drop" },
      at: { x: 0, y: 2 },
      found: { kind: "touches_border", parameter: "border", value: 3 },
    },
    { name: "lies outside the area", params: {}, at: { x: 11, y: 3 }, found: { kind: "outside_area", parameter: "areaRule" } },
    {
      name: "is background: the last grey value that counts is told",
      params: {},
      at: { x: 9, y: 7 },
      found: { kind: "background", value: 200, limit: 20, side: "dark" },
    },
  ])("$name", ({ params, at, found }) => {
    expect(explain(PICTURE, params, at)).toMatchObject(found);
  });

  test("inside a ring is a part of it, in its hole background, and with other rules an object or none", () => {
    expect(explain(RING, { nested: "outer" }, { x: 3, y: 3 })).toMatchObject({ kind: "inner", label: 1 });
    expect(explain(RING, { nested: "outer" }, { x: 2, y: 2 })).toMatchObject({ kind: "background" });
    expect(explain(RING, { nested: "both" }, { x: 3, y: 3 })).toMatchObject({ kind: "object", label: 2 });
    expect(explain(RING, { nested: "inner" }, { x: 1, y: 1 })).toMatchObject({ kind: "nested", parameter: "nested" });
  });

  test("beyond the frame is refused", () => {
    expect(() => explain(PICTURE, {}, { x: 12, y: 0 })).toThrow("the place lies beyond the image");
  });
});
