import { edgeStrength, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "filter.edges",
  version: 1,
  stage: "segment",
  title: "Edges",
  knownAs: ["skimage.filters.sobel", "skimage.filters.scharr"],
  summary: "How strongly the grey values change at each pixel; the result is 32-bit floating point, in grey values.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      operator: Type.Enum(["sobel", "scharr"], {
        title: "Operator",
        description: "scharr is more even in all directions.",
        default: "sobel",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Strength of the edges" } },
  examples: [
    {
      title: "an even image has no edge",
      params: {},
      inputs: { image: greyImage(plane(new Uint8Array(6).fill(90), 3, 2)) },
      outputs: { image: greyImage(plane(new Float32Array(6), 3, 2)) },
    },
  ],
  run({ image }, { operator }) {
    return { image: { ...image, channels: image.channels.map((channel) => edgeStrength(channel, operator)) } };
  },
});
