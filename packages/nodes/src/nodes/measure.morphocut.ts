import { measureMorphocut, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

const LABELS = plane(Uint32Array.of(1, 1, 0, 2), 2, 2);
const GREY = plane(Uint8Array.of(10, 20, 255, 40), 2, 2);

export default defineNode({
  name: "measure.morphocut",
  version: 1,
  stage: "measure",
  title: "MorphoCut",
  summary: "Measure the 32 values of MorphoCut as it computes them, for comparison with data that it measured.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Grey image" } },
  outputs: { table: { kind: "table", title: "MorphoCut" } },
  examples: [
    {
      title: "two objects",
      params: {},
      inputs: { labels: LABELS, image: greyImage(GREY) },
      outputs: { table: exampleTable([1, 2], { area: [2, 1], mean: [15, 40], width: [2, 1] }) },
    },
  ],
  run({ labels, image }) {
    const grey = onlyPlane(image);
    requireSameFrame(labels, grey);
    return { table: measureMorphocut(labels, grey) };
  },
});
