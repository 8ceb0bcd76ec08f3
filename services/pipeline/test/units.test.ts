import { validateGraph } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { describe, expect, test } from "vitest";
import type { PlannedImage } from "../src/collection-images.ts";
import { companionsOf, unitsOf } from "../src/units.ts";

const registry = await loadNodes();

/** What a graph of these steps, each reading the images, wants beside them. */
const wantedBy = (...steps: readonly { readonly node: string; readonly params: object }[]) => {
  const draft = {
    name: "wants",
    nodes: [
      { id: "images", node: "collection.images" },
      ...steps.map(({ node, params }, k) => ({ id: `s${k}`, node, params: { ...params } })),
    ],
    edges: steps.map((_, k) => ({ from: "images.image", to: `s${k}.image` })),
  };
  return companionsOf(validateGraph(draft, registry).graph, registry);
};
const image = (name: string, t: number): PlannedImage => ({
  id: name,
  name,
  array: "array",
  manifest: "manifest",
  t,
  width: 4,
  height: 3,
  dtype: "uint8",
  channels: 1,
  pixel_width: null,
  pixel_height: null,
  pixel_size_provenance: null,
});
const stretch = { node: "exposure.normalize", params: { method: "stretch" } };
const match = { node: "exposure.normalize", params: { method: "match", reference: "flat/best.png" } };
const divide = { node: "correct.flatfield", params: { field: "flat/empty.png" } };

describe("files beside the images", () => {
  test("only nodes that want some count", () => {
    expect(wantedBy(stretch, stretch)).toEqual({});
    expect(wantedBy(stretch, match)).toEqual({ image: "flat/best.png" });
    expect(() => wantedBy(match, divide)).toThrow(expect.objectContaining({ reason: "GRAPH_INVALID" }));
  });

  test("one image beside all others is no frame, and each has it", () => {
    const images = [image("a.png", 0), image("deep/b.png", 1), image("flat/empty.png", 2)];
    const units = unitsOf(images, [], wantedBy(divide));
    expect(units.flatMap((unit) => unit.images.map(({ name, companions }) => [name, companions?.image?.id]))).toEqual([
      ["a.png", "flat/empty.png"],
      ["deep/b.png", "flat/empty.png"],
    ]);
    expect(() => unitsOf(images.slice(0, 2), [], wantedBy(divide))).toThrow(expect.objectContaining({ reason: "COMPANION_MISSING" }));
  });
});
