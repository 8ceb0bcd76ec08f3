import type { GraphDraft, NodeDefinition } from "@argosy/nodes";
import { createRegistry, defineNode } from "@argosy/nodes";
import { Type } from "typebox";

const none = Type.Object({}, { additionalProperties: false });
const common = { version: 1, title: "T", summary: "S.", locality: "pointwise", preserves: "linear", params: none, examples: [] } as const;
const image = { kind: "image", title: "Image" } as const;
const labels = { kind: "labels", title: "Labels" } as const;
const table = { kind: "table", title: "Table" } as const;

/** A small world of node classes, one for each thing that a graph can get wrong. */
const TINY_NODES: readonly NodeDefinition[] = [
  defineNode({ ...common, name: "collection.images", stage: "ingest", scope: "source", inputs: {}, outputs: { image } }),
  defineNode({
    ...common,
    name: "image.change",
    stage: "segment",
    scope: "image",
    params: Type.Object({ amount: Type.Number({ title: "Amount", minimum: 0, default: 1 }) }, { additionalProperties: false }),
    inputs: { image },
    outputs: { image },
  }),
  defineNode({
    ...common,
    name: "image.spoil",
    stage: "segment",
    scope: "image",
    preserves: "none",
    inputs: { image },
    outputs: { image },
  }),
  defineNode({
    ...common,
    name: "image.find",
    stage: "segment",
    scope: "image",
    inputs: { image, mask: { kind: "mask", title: "Mask", optional: true } },
    outputs: { labels, rough: { ...labels, stored: false } },
  }),
  defineNode({
    ...common,
    name: "image.either",
    stage: "segment",
    scope: "image",
    inputs: { image: { ...image, optional: true }, labels: { ...labels, optional: true } },
    exactlyOne: ["image", "labels"],
    outputs: { labels },
  }),
  defineNode({ ...common, name: "image.measure", stage: "measure", scope: "image", inputs: { labels, image }, outputs: { table } }),
  defineNode({
    ...common,
    name: "object.draw",
    stage: "export",
    scope: "object",
    inputs: { image: { ...image, scope: "object" }, mask: { kind: "mask", title: "Mask", scope: "object", optional: true } },
    outputs: { image: { ...image, scope: "object" } },
  }),
  defineNode({
    ...common,
    name: "bundle.write",
    stage: "export",
    scope: "sink",
    inputs: { images: { ...image, scope: "object", many: true }, tables: { ...table, many: true, optional: true } },
    outputs: {},
  }),
];

/** The registry over the classes above. */
export const tinyRegistry = createRegistry(TINY_NODES);

/** A graph from short texts: `id=node.class`, and `a.out > b.in`. */
export function draft(
  nodes: readonly string[],
  edges: readonly string[],
  keep: Readonly<Record<string, readonly string[]>> = {},
): GraphDraft {
  return {
    name: "test",
    nodes: nodes.map((text) => {
      const [id = "", node = ""] = text.split("=");
      return { id, node, ...(keep[id] === undefined ? {} : { keep: keep[id] }) };
    }),
    edges: edges.map((text) => {
      const [from = "", to = ""] = text.split(" > ");
      return { from, to };
    }),
  };
}
