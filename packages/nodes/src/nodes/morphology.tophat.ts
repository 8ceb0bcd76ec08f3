import { plane, topHat } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { footprintParams } from "../morphology/footprint-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "morphology.tophat",
  version: 1,
  stage: "segment",
  title: "Small details (top-hat)",
  knownAs: ["skimage.morphology.white_tophat", "skimage.morphology.black_tophat"],
  shown: { picture: "haze", params: { radius: 8 } },
  summary:
    "Keep what is brighter or darker than its surroundings and narrower than twice the radius; the rest becomes 0. The sample type stays.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      details: Type.Enum(["bright", "dark"], { title: "Details are", description: "Than their surroundings.", default: "bright" }),
      ...footprintParams,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Small details" } },
  examples: [
    {
      title: "a bright pixel on a step",
      params: { radius: 1 },
      inputs: { image: greyImage(plane(Uint8Array.of(10, 10, 60, 12, 12), 5, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 0, 48, 0, 0), 5, 1)) },
    },
  ],
  run({ image }, { details, radius, shape }) {
    return { image: { ...image, channels: image.channels.map((channel) => topHat(channel, { radius, shape }, details)) } };
  },
});
