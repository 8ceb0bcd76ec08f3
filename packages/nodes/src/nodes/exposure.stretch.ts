import { refusal } from "@argosy/core";
import { finiteQuantiles, plane, stretchBetween } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "exposure.stretch",
  version: 1,
  stage: "segment",
  title: "Stretch the contrast",
  knownAs: ["skimage.exposure.rescale_intensity"],
  shown: { picture: "faint" },
  summary: "Stretch the grey values of every image, channel by channel, so that given shares of its pixels become black and white.",
  scope: "image",
  locality: "global",
  preserves: "order",
  params: Type.Object(
    {
      low: Type.Number({ title: "Black up to", description: "Share of the pixels.", minimum: 0, maximum: 1, default: 0.001 }),
      high: Type.Number({
        title: "White from",
        description: "Share of the pixels; above the share for black.",
        minimum: 0,
        maximum: 1,
        default: 0.999,
      }),
      output: Type.Enum(["uint8", "same"], { title: "Samples", description: "uint8: 8 bits. same: as before.", default: "uint8" }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Stretched image" } },
  examples: [
    {
      title: "the darkest becomes black, the brightest white",
      params: { low: 0, high: 1 },
      inputs: { image: greyImage(plane(Uint16Array.of(1000, 1500, 2000), 3, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 128, 255), 3, 1)) },
    },
  ],
  whole: {
    summarise({ image }, { low, high }) {
      if (!(low < high))
        throw refusal("PARAM_INVALID", "the share for black must be below the one for white", { pointer: "/low", low, high });
      return image.channels.map((channel) => finiteQuantiles(channel, low, high));
    },
    apply({ image }, { output }, limits) {
      const channels = image.channels.map((channel, c) => {
        const [black, white] = limits[c]!;
        return stretchBetween(channel, { black, white, output });
      });
      return { image: { ...image, channels } };
    },
  },
});
