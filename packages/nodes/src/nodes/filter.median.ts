import { medianFilter, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "filter.median",
  version: 1,
  stage: "segment",
  title: "Median",
  knownAs: ["skimage.filters.median"],
  shown: { picture: "specked" },
  summary: "Remove specks and noise but keep edges: each pixel becomes the median of its surroundings.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      radius: Type.Integer({ title: "Radius", unit: "px", minimum: 0, maximum: 50, default: 2 }),
      shape: Type.Enum(["disk", "square"], { title: "Shape", default: "disk" }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Image without specks" } },
  examples: [
    {
      title: "a speck goes",
      params: { radius: 1 },
      inputs: { image: greyImage(plane(Uint8Array.of(7, 7, 7, 7, 200, 7, 7, 7, 7), 3, 3)) },
      outputs: { image: greyImage(plane(new Uint8Array(9).fill(7), 3, 3)) },
    },
  ],
  run({ image }, { radius, shape }) {
    return { image: { ...image, channels: image.channels.map((channel) => medianFilter(channel, { radius, shape })) } };
  },
});
