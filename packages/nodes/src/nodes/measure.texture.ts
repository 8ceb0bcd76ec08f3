import { measureTextureOf, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "measure.texture",
  version: 1,
  stage: "measure",
  title: "Texture",
  knownAs: ["skimage.feature.graycomatrix"],
  summary: "Measure how the grey values of every object are woven: Haralick's thirteen features and local binary patterns.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      levels: Type.Integer({
        title: "Grey levels",
        description: "Between the darkest and the brightest pixel of each object.",
        minimum: 2,
        maximum: 256,
        default: 32,
      }),
      distance: Type.Integer({
        title: "Distance",
        description: "Between the two pixels that are compared.",
        unit: "px",
        minimum: 1,
        maximum: 100,
        default: 1,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Grey image" } },
  outputs: { table: { kind: "table", title: "Texture" } },
  examples: [
    {
      title: "a chessboard changes at every step to the side and at none over a corner",
      params: { levels: 2 },
      inputs: { labels: plane(new Uint32Array(4).fill(1), 2, 2), image: greyImage(plane(Uint8Array.of(9, 70, 70, 9), 2, 2)) },
      outputs: { table: exampleTable([1], { haralick_contrast: [0.5], haralick_inverse_difference_moment: [0.75] }) },
    },
  ],
  run({ labels, image }, { levels, distance }) {
    const grey = onlyPlane(image);
    requireSameFrame(labels, grey);
    return { table: measureTextureOf(labels, grey, { levels, distance }) };
  },
});
