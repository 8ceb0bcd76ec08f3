import { measureThickness, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";

export default defineNode({
  name: "measure.thickness",
  version: 1,
  stage: "measure",
  title: "Thickness",
  summary: "Measure how thick every object is, from the distance of its pixels to the background; holes are filled before.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" } },
  outputs: { table: { kind: "table", title: "Thickness" } },
  examples: [
    {
      title: "a square of three by three",
      params: {},
      inputs: { labels: plane(new Uint32Array(9).fill(1), 3, 3) },
      outputs: { table: exampleTable([1], { depth_max: [2], depth_mean: [10 / 9], slimness: [9 / 4] }) },
    },
  ],
  run: ({ labels }) => ({ table: measureThickness(labels) }),
});
