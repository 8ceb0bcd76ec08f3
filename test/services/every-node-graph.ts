import type { GraphDraft, NodeRegistry } from "@argosy/nodes";

/** How the nodes that can be previewed hang together, and what they are told. */
const NODES = [
  {
    id: "area",
    node: "crop.area",
    from: { image: "images.image" },
    params: { excludedRectangles: [{ x: 0, y: 0, width: 14, height: 14 }] },
  },
  { id: "grey", node: "convert.grey", from: { image: "area.image" } },
  { id: "light", node: "correct.vignetting", from: { image: "grey.image" }, params: { sigma: 30 } },
  { id: "stretch", node: "exposure.stretch", from: { image: "light.image" } },
  { id: "otsu", node: "threshold.otsu", from: { image: "stretch.image" }, params: { objects: "auto", scale: 0.8 } },
  { id: "triangle", node: "threshold.triangle", from: { image: "light.image" } },
  { id: "quantile", node: "threshold.quantile", from: { image: "grey.image" }, params: { quantile: 0.1 } },
  { id: "fixed", node: "threshold.fixed", from: { image: "grey.image" }, params: { threshold: 170 } },
  { id: "li", node: "threshold.li", from: { image: "grey.image" } },
  { id: "yen", node: "threshold.yen", from: { image: "grey.image" } },
  { id: "isodata", node: "threshold.isodata", from: { image: "grey.image" } },
  { id: "multi", node: "threshold.multiotsu", from: { image: "grey.image" }, params: { classes: 4, split: 2 } },
  { id: "sauvola", node: "threshold.sauvola", from: { image: "grey.image" }, params: { objects: "auto", window: 31 } },
  { id: "adaptive", node: "threshold.adaptive", from: { image: "grey.image" }, params: { offset: 8 } },
  { id: "gamma", node: "exposure.gamma", from: { image: "grey.image" }, params: { gamma: 0.7 } },
  { id: "equal", node: "exposure.equalize", from: { image: "grey.image" } },
  { id: "local", node: "exposure.clahe", from: { image: "grey.image" } },
  { id: "ball", node: "correct.rollingball", from: { image: "grey.image" }, params: { radius: 12, objects: "dark" } },
  { id: "blur", node: "filter.gaussian", from: { image: "grey.image" }, params: { sigma: 2 } },
  { id: "median", node: "filter.median", from: { image: "grey.image" } },
  { id: "edges", node: "filter.edges", from: { image: "blur.image" } },
  { id: "stain", node: "convert.stain", from: { image: "area.image" } },
  { id: "close", node: "morphology.close", from: { mask: "otsu.mask" } },
  { id: "fill", node: "morphology.fill", from: { mask: "close.mask" } },
  { id: "split", node: "segment.watershed", from: { mask: "fill.mask" } },
  { id: "objects", node: "segment.objects", from: { labels: "split.labels", area: "area.area" }, params: { minArea: 30, border: "drop" } },
  { id: "others", node: "segment.objects", from: { mask: "fixed.mask" }, params: { fillHoles: true, nested: "both" } },
] as const;

/** A graph with every node that can be previewed, all pixels of which are kept. */
export function everyNodeGraph(registry: NodeRegistry): GraphDraft {
  return {
    name: "every-node",
    nodes: [
      { id: "images", node: "collection.images" },
      ...NODES.map((one) => ({
        id: one.id,
        node: one.node,
        keep: pixelSlots(registry, one.node),
        ...("params" in one ? { params: one.params } : {}),
      })),
    ],
    edges: NODES.flatMap(({ id, from }) => Object.entries(from).map(([slot, source]) => ({ from: source, to: `${id}.${slot}` }))),
  };
}

function pixelSlots(registry: NodeRegistry, node: string): string[] {
  return Object.entries(registry.find(node)!.outputs)
    .filter(([, { kind, scope }]) => ["image", "mask", "labels"].includes(kind) && scope !== "object")
    .map(([slot]) => slot);
}
