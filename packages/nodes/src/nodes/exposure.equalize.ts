import { dtypeOf } from "@argosy/core";
import { applyCurve, equalizingCurve, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { fromShares, hasFinite } from "../exposure/sample-types.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "exposure.equalize",
  version: 1,
  stage: "segment",
  title: "Equalise the histogram",
  knownAs: ["skimage.exposure.equalize_hist"],
  shown: { picture: "faint" },
  summary:
    "Make all grey values about equally frequent, channel by channel; the result covers the whole range of the sample type, floating point 0 to 1.",
  scope: "image",
  locality: "global",
  preserves: "order",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Equalised image" } },
  examples: [
    {
      title: "each value becomes the share of pixels up to it",
      params: {},
      inputs: { image: greyImage(plane(Uint8Array.of(9, 10, 10, 200), 4, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(64, 191, 191, 255), 4, 1)) },
    },
  ],
  whole: {
    summarise: ({ image }) => image.channels.map((channel) => (hasFinite(channel) ? equalizingCurve(channel) : undefined)),
    apply({ image }, _params, curves) {
      const channels = image.channels.map((channel, c) => {
        const curve = curves[c];
        return curve === undefined ? channel : fromShares(applyCurve(channel, curve), dtypeOf(channel.data));
      });
      return { image: { ...image, channels } };
    },
  },
});
