import { refusal } from "@argosy/core";
import { plane, STAINS, separateStains } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

const WHITE = Array.from({ length: 3 }, () => plane(new Uint8Array(4).fill(255), 2, 2));

export default defineNode({
  name: "convert.stain",
  version: 1,
  stage: "segment",
  title: "Separate a stain",
  knownAs: ["skimage.color.rgb2hed", "skimage.color.separate_stains"],
  shown: { picture: "stained" },
  summary:
    "Take the amount of one stain out of a colour image by Lambert and Beer; the result is 32-bit floating point, 0 without stain. A grey image counts as one of three equal channels.",
  scope: "image",
  locality: "pointwise",
  preserves: "linear",
  params: Type.Object(
    {
      stains: Type.Enum(["h-e", "h-dab", "h-e-dab"], {
        title: "Stains",
        description: "h-e: haematoxylin and eosin. h-dab: haematoxylin and DAB. h-e-dab: all three.",
        default: "h-e",
      }),
      stain: Type.Enum(["first", "second", "third"], {
        title: "Stain",
        description: "Which of them; the third of two is what neither explains.",
        default: "first",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Colour image" } },
  outputs: { image: { kind: "image", title: "Amount of the stain" } },
  examples: [
    {
      title: "white holds no stain",
      params: { stains: "h-e", stain: "first" },
      inputs: { image: { width: 2, height: 2, channels: WHITE } },
      outputs: { image: greyImage(plane(new Float32Array(4), 2, 2)) },
    },
  ],
  run({ image }, { stains, stain }) {
    const [red, green = red, blue = red] = image.channels;
    if (red === undefined || green === undefined || blue === undefined || (image.channels.length !== 1 && image.channels.length !== 3))
      throw refusal("NODE_INPUT_INVALID", "stains are separated in colour images", { channels: image.channels.length });
    const amounts = separateStains([red, green, blue], STAINS[stains]);
    return { image: greyImage(amounts[["first", "second", "third"].indexOf(stain)]!) };
  },
});
