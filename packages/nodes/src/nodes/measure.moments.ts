import { measureMoments, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "measure.moments",
  version: 1,
  stage: "measure",
  title: "Moments",
  knownAs: ["skimage.measure.regionprops_table"],
  summary: "Measure the moments of every object up to the third power of each coordinate, of its pixels alone and weighted by grey value.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Grey image" } },
  outputs: { table: { kind: "table", title: "Moments" } },
  examples: [
    {
      title: "two pixels side by side, the right one three times as bright",
      params: {},
      inputs: { labels: plane(Uint32Array.of(1, 1), 2, 1), image: greyImage(plane(Uint8Array.of(20, 60), 2, 1)) },
      outputs: {
        table: exampleTable([1], {
          moments_0_0: [2],
          moments_0_1: [1],
          centroid_weighted_local_x: [0.75],
          inertia_tensor_eigvals_0: [0.25],
        }),
      },
    },
  ],
  run({ labels, image }) {
    const grey = onlyPlane(image);
    requireSameFrame(labels, grey);
    return { table: measureMoments(labels, grey) };
  },
});
