import { refusal } from "@argosy/core";
import { differenceOfGaussians, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "filter.dog",
  version: 1,
  stage: "segment",
  title: "Difference of Gaussians",
  knownAs: ["skimage.filters.difference_of_gaussians"],
  summary:
    "Keep structures between two sizes: the image blurred a little less the image blurred more, channel by channel; the result is 32-bit floating point, 0 where nothing is.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      low: Type.Number({ title: "Smaller sigma", description: "Finer structures go.", unit: "px", minimum: 0, maximum: 500, default: 1 }),
      high: Type.Number({
        title: "Larger sigma",
        description: "Coarser structures go; at least the smaller one.",
        unit: "px",
        minimum: 0,
        maximum: 500,
        default: 8,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Structures of these sizes" } },
  examples: [
    {
      title: "an even image has none",
      params: {},
      inputs: { image: greyImage(plane(new Float32Array(6), 3, 2)) },
      outputs: { image: greyImage(plane(new Float32Array(6), 3, 2)) },
    },
  ],
  run({ image }, { low, high }) {
    if (low > high) throw refusal("PARAM_INVALID", "the smaller sigma is above the larger one", { pointer: "/low", low, high });
    return { image: { ...image, channels: image.channels.map((channel) => differenceOfGaussians(channel, low, high)) } };
  },
});
