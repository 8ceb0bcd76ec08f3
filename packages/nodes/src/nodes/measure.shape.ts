import { measureShape, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";

export default defineNode({
  name: "measure.shape",
  version: 1,
  stage: "measure",
  title: "Shape",
  knownAs: ["skimage.measure.regionprops_table"],
  summary: "Measure size, form and position of every object, by the definitions of scikit-image.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" } },
  outputs: { table: { kind: "table", title: "Shape" } },
  examples: [
    {
      title: "an L of three pixels, and one pixel",
      params: {},
      inputs: { labels: plane(Uint32Array.of(1, 0, 2, 1, 1, 0), 3, 2) },
      outputs: { table: exampleTable([1, 2], { area: [3, 1], area_bbox: [4, 1], extent: [0.75, 1] }) },
    },
  ],
  run({ labels }) {
    return { table: measureShape(labels) };
  },
});
