import { refusal } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { plane, toGrey } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

const COLOUR = [plane(Uint8Array.of(255, 0), 2, 1), plane(Uint8Array.of(0, 100), 2, 1), plane(Uint8Array.of(0, 40), 2, 1)];

export default defineNode({
  name: "convert.grey",
  version: 1,
  stage: "segment",
  title: "Colour to grey",
  knownAs: ["skimage.color.rgb2gray"],
  shown: { picture: "stained" },
  summary: "Make one grey channel of red, green and blue. An image that is grey already stays as it is; an alpha channel is left out.",
  scope: "image",
  locality: "pointwise",
  preserves: "linear",
  params: Type.Object(
    {
      weights: Type.Enum(["rec709", "rec601", "average", "red", "green", "blue"], {
        title: "Weights",
        description:
          "rec709: 0.2126, 0.7152, 0.0722. rec601: 0.299, 0.587, 0.114. average: a third each. red, green, blue: that channel alone.",
        default: "rec709",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Grey image" } },
  examples: [
    {
      title: "pure red is fairly dark",
      params: { weights: "rec601" },
      inputs: { image: { width: 2, height: 1, channels: COLOUR } },
      outputs: { image: greyImage(plane(Uint8Array.of(76, 63), 2, 1)) },
    },
    {
      title: "one channel alone",
      params: { weights: "green" },
      inputs: { image: { width: 2, height: 1, channels: COLOUR } },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 100), 2, 1)) },
    },
    {
      title: "grey stays grey",
      params: {},
      inputs: { image: greyImage(plane(Uint16Array.of(1000, 2), 2, 1)) },
      outputs: { image: greyImage(plane(Uint16Array.of(1000, 2), 2, 1)) },
    },
  ],
  run({ image }, { weights }) {
    return { image: greyImage(greyPlane(image, weights)) };
  },
});

function greyPlane({ channels }: ImageValue, weights: "rec709" | "rec601" | "average" | "red" | "green" | "blue"): Plane {
  const [first, second, third] = channels;
  if (first !== undefined && channels.length <= 2) return first;
  if (first === undefined || second === undefined || third === undefined || channels.length > 4) {
    throw refusal("NODE_INPUT_INVALID", "the image is neither grey nor red, green and blue", { channels: channels.length });
  }
  return weights === "red" ? first : weights === "green" ? second : weights === "blue" ? third : toGrey([first, second, third], weights);
}
