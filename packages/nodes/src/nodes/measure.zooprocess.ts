import { measureZooprocess, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

const LABELS = plane(Uint32Array.of(1, 1, 0, 2), 2, 2);
const GREY = plane(Uint8Array.of(10, 20, 255, 40), 2, 2);

export default defineNode({
  name: "measure.zooprocess",
  version: 1,
  stage: "measure",
  title: "ZooProcess",
  summary:
    "Measure every object as ZooProcess does, by ImageJ's definitions: area with holes filled, grey values over the filled area. Meant for dark objects on white.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Grey image" } },
  outputs: { table: { kind: "table", title: "ZooProcess" } },
  examples: [
    {
      title: "two objects",
      params: {},
      inputs: { labels: LABELS, image: greyImage(GREY) },
      outputs: { table: exampleTable([1, 2], { area: [2, 1], mean: [15, 40], intden: [30, 40] }) },
    },
  ],
  run({ labels, image }) {
    const grey = onlyPlane(image);
    requireSameFrame(labels, grey);
    return { table: measureZooprocess(labels, grey) };
  },
});
