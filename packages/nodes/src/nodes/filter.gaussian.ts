import { dtypeOf } from "@argosy/core";
import { gaussianBlur, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { rounded } from "../exposure/sample-types.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "filter.gaussian",
  version: 1,
  stage: "segment",
  title: "Gaussian blur",
  knownAs: ["skimage.filters.gaussian"],
  shown: { params: { sigma: 3 } },
  summary: "Blur the image, channel by channel; the sample type stays, integers are rounded.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      sigma: Type.Number({
        title: "Sigma",
        description: "Standard deviation of the blur.",
        unit: "px",
        minimum: 0,
        maximum: 500,
        default: 1,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Blurred image" } },
  examples: [
    {
      title: "an even image stays",
      params: { sigma: 2 },
      inputs: { image: greyImage(plane(new Uint8Array(6).fill(90), 3, 2)) },
      outputs: { image: greyImage(plane(new Uint8Array(6).fill(90), 3, 2)) },
    },
  ],
  run({ image }, { sigma }) {
    const channels = image.channels.map((channel) => rounded(gaussianBlur(channel, sigma, "nearest"), dtypeOf(channel.data)));
    return { image: { ...image, channels } };
  },
});
