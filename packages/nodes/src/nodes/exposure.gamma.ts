import { adjustGamma, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "exposure.gamma",
  version: 1,
  stage: "segment",
  title: "Gamma",
  knownAs: ["skimage.exposure.adjust_gamma"],
  shown: { params: { gamma: 2 } },
  summary: "Brighten or darken the middle grey values; black, white and the sample type stay.",
  scope: "image",
  locality: "pointwise",
  preserves: "order",
  params: Type.Object(
    {
      gamma: Type.Number({ title: "Gamma", description: "Above 1 darkens, below 1 brightens.", minimum: 0.01, maximum: 100, default: 1 }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Brightened or darkened image" } },
  examples: [
    {
      title: "black and white stay",
      params: { gamma: 2 },
      inputs: { image: greyImage(plane(Uint8Array.of(0, 51, 255), 3, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 10, 255), 3, 1)) },
    },
  ],
  run: ({ image }, { gamma }) => ({ image: { ...image, channels: image.channels.map((channel) => adjustGamma(channel, gamma)) } }),
});
