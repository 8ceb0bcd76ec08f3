/** Dark objects on a bright ground, measured and exported. Slots that are kept can be looked at. */
export function darkGraph(threshold: number, objects: object = {}) {
  return {
    name: "dark",
    nodes: [
      { id: "images", node: "collection.images" },
      { id: "grey", node: "convert.grey" },
      { id: "threshold", node: "threshold.fixed", params: { threshold, objects: "dark" } },
      { id: "objects", node: "segment.objects", params: { minArea: 20, padding: 2, ...objects } },
      { id: "shape", node: "measure.shape" },
      { id: "intensity", node: "measure.intensity" },
      { id: "classes", node: "classify.forest" },
      { id: "bundle", node: "export.ecotaxa", params: { name: "dark" } },
    ],
    edges: [
      { from: "images.image", to: "grey.image" },
      { from: "grey.image", to: "threshold.image" },
      { from: "threshold.mask", to: "objects.mask" },
      { from: "objects.labels", to: "shape.labels" },
      { from: "objects.labels", to: "intensity.labels" },
      { from: "grey.image", to: "intensity.image" },
      { from: "shape.table", to: "classes.tables" },
      { from: "intensity.table", to: "classes.tables" },
      { from: "objects.objects", to: "bundle.objects" },
      { from: "images.image", to: "bundle.images" },
      { from: "shape.table", to: "bundle.tables" },
      { from: "intensity.table", to: "bundle.tables" },
      { from: "classes.predictions", to: "bundle.predictions" },
    ],
  };
}

/** The same behind steps that move pixels: also what is measured and cut out is read from the moved image. */
export function movedGraph(threshold: number, movers: readonly { readonly node: string; readonly params?: object }[]) {
  const { nodes, edges, ...graph } = darkGraph(threshold);
  const ids = movers.map((_, index) => `mover${index}`);
  const last = `${ids.at(-1)}.image`;
  const moved = edges.map(({ from, to }) => ({ from: from === "grey.image" || to === "bundle.images" ? last : from, to }));
  const between = ids.map((id, index) => ({ from: `${ids[index - 1] ?? "grey"}.image`, to: `${id}.image` }));
  return { ...graph, nodes: [...nodes, ...movers.map((mover, index) => ({ id: ids[index], ...mover }))], edges: [...moved, ...between] };
}
