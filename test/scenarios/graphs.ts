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
