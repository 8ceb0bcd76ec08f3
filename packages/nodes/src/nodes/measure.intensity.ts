import { measureIntensity, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

const LABELS = plane(Uint32Array.of(1, 1, 0, 2), 2, 2);
const GREY = plane(Uint8Array.of(10, 20, 255, 40), 2, 2);

export default defineNode({
  name: "measure.intensity",
  version: 1,
  stage: "measure",
  title: "Grey values",
  knownAs: ["skimage.measure.regionprops_table"],
  summary: "Measure the grey values of every object: mean, spread, extremes, quantiles, texture. Holes are left out.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Grey image" } },
  outputs: { table: { kind: "table", title: "Grey values" } },
  examples: [
    {
      title: "two objects",
      params: {},
      inputs: { labels: LABELS, image: greyImage(GREY) },
      outputs: { table: exampleTable([1, 2], { mean: [15, 40], min: [10, 40], max: [20, 40] }) },
    },
  ],
  run({ labels, image }) {
    const grey = onlyPlane(image);
    requireSameFrame(labels, grey);
    return { table: measureIntensity(labels, grey) };
  },
});
