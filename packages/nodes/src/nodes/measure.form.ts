import { measureForm, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";

export default defineNode({
  name: "measure.form",
  version: 1,
  stage: "measure",
  title: "Form and skeleton",
  summary:
    "Measure narrowest width, compactness, symmetry and fractal dimension of every object, and the length, ends and branches of its skeleton.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" } },
  outputs: { table: { kind: "table", title: "Form" } },
  examples: [
    {
      title: "a line of five pixels has two ends",
      params: {},
      inputs: { labels: plane(Uint32Array.of(1, 1, 1, 1, 1), 5, 1) },
      outputs: { table: exampleTable([1], { symmetry: [1], skeleton_length: [4], skeleton_ends: [2], skeleton_branches: [0] }) },
    },
  ],
  run: ({ labels }) => ({ table: measureForm(labels) }),
});
