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
  { id: "stripes", node: "correct.stripes", from: { image: "grey.image" }, params: { sigma: 6 } },
  { id: "normal", node: "exposure.normalize", from: { image: "grey.image" }, params: { side: 100 } },
  { id: "reach", node: "threshold.hysteresis", from: { image: "grey.image" }, params: { strong: 100, weak: 180 } },
  { id: "sizes", node: "filter.dog", from: { image: "grey.image" } },
  { id: "ridges", node: "filter.ridges", from: { image: "grey.image" }, params: { lines: "dark" } },
  { id: "details", node: "morphology.tophat", from: { image: "grey.image" }, params: { details: "dark", radius: 7 } },
  { id: "blur", node: "filter.gaussian", from: { image: "grey.image" }, params: { sigma: 2 } },
  { id: "median", node: "filter.median", from: { image: "grey.image" } },
  { id: "edges", node: "filter.edges", from: { image: "blur.image" } },
  { id: "stain", node: "convert.stain", from: { image: "area.image" } },
  { id: "close", node: "morphology.close", from: { mask: "otsu.mask" } },
  { id: "fill", node: "morphology.fill", from: { mask: "close.mask" } },
  { id: "open", node: "morphology.open", from: { mask: "otsu.mask" }, params: { radius: 3 } },
  { id: "marks", node: "morphology.erode", from: { mask: "otsu.mask" }, params: { radius: 3 } },
  { id: "grown", node: "morphology.dilate", from: { mask: "otsu.mask" }, params: { shape: "square" } },
  { id: "large", node: "morphology.removesmall", from: { mask: "fixed.mask" }, params: { minArea: 100 } },
  { id: "inside", node: "morphology.clearborder", from: { mask: "fixed.mask" }, params: { margin: 4 } },
  { id: "skeleton", node: "morphology.skeletonize", from: { mask: "otsu.mask" } },
  { id: "marked", node: "morphology.reconstruct", from: { mask: "otsu.mask", seeds: "marks.mask" } },
  { id: "depth", node: "morphology.distance", from: { mask: "fill.mask" } },
  { id: "peaks", node: "morphology.maxima", from: { image: "depth.image" } },
  {
    id: "flood",
    node: "segment.flood",
    from: { image: "depth.image", seeds: "peaks.mask", mask: "fill.mask" },
    params: { basins: "bright" },
  },
  { id: "nearest", node: "segment.nearest", from: { mask: "fill.mask", labels: "flood.labels", barriers: "skeleton.mask" } },
  { id: "regions", node: "segment.grow", from: { image: "grey.image", labels: "flood.labels" }, params: { tolerance: 12 } },
  { id: "contour", node: "segment.contour", from: { image: "grey.image", mask: "otsu.mask" }, params: { reach: 10 } },
  { id: "cells", node: "segment.expand", from: { labels: "flood.labels" } },
  {
    id: "painted",
    node: "segment.scribbles",
    from: { image: "area.image" },
    params: {
      strokes: [
        {
          class: "object",
          width: 4,
          points: [
            { x: 116, y: 48 },
            { x: 124, y: 52 },
          ],
          image: "",
        },
        {
          class: "background",
          width: 4,
          points: [
            { x: 60, y: 80 },
            { x: 150, y: 84 },
          ],
          image: "",
        },
      ],
    },
  },
  { id: "tiles", node: "segment.superpixels", from: { image: "area.image" } },
  { id: "spots", node: "segment.spots", from: { image: "grey.image" }, params: { spots: "dark", maxRadius: 12 } },
  { id: "split", node: "segment.watershed", from: { mask: "fill.mask" } },
  { id: "objects", node: "segment.objects", from: { labels: "split.labels", area: "area.area" }, params: { minArea: 30, border: "drop" } },
  { id: "others", node: "segment.objects", from: { mask: "fixed.mask" }, params: { fillHoles: true, nested: "both" } },
  { id: "mirrored", node: "transform.flip", from: { image: "grey.image" } },
  { id: "turned", node: "transform.rotate", from: { image: "mirrored.image" } },
  { id: "tilted", node: "transform.rotate", from: { image: "grey.image" }, params: { angle: 12.5 } },
  { id: "smaller", node: "transform.resize", from: { image: "grey.image" }, params: { width: 90 } },
  { id: "sized", node: "transform.resample", from: { image: "tilted.image" }, params: { pixelSize: 1.4 } },
  { id: "sheared", node: "transform.affine", from: { image: "grey.image" }, params: { xy: 0.3, yy: -1.1 } },
  { id: "cropped", node: "transform.crop", from: { image: "turned.image" }, params: { x: 3, y: 5, width: 120 } },
  { id: "shade", node: "threshold.fixed", from: { image: "cropped.image" }, params: { threshold: 170 } },
  { id: "found", node: "segment.objects", from: { mask: "shade.mask" }, params: { fillHoles: true } },
] as const;

/** A graph with every node that can be previewed, all pixels of which are kept. Images need a pixel size. */
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
