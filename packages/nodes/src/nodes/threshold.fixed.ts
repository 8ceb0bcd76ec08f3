import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

const { offset: _, ...shared } = thresholdParams;

export default defineNode({
  name: "threshold.fixed",
  version: 1,
  stage: "segment",
  title: "Fixed threshold",
  summary: "Separate objects from background at a grey value that you give: bright is above it, dark is up to it.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      threshold: Type.Number({ title: "Threshold", description: "The highest value of the dark class.", unit: "grey value", default: 127 }),
      ...shared,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "dark is up to and with the threshold",
      params: { threshold: 12, objects: "dark" },
      inputs: { image: greyImage(plane(Uint8Array.of(11, 12, 13, 14), 2, 2)) },
      outputs: { mask: plane(Uint8Array.of(1, 1, 0, 0), 2, 2) },
    },
    {
      title: "bright is above it",
      params: { threshold: 12.5, objects: "bright" },
      inputs: { image: greyImage(plane(Uint8Array.of(11, 12, 13, 14), 2, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 1, 1), 2, 2) },
    },
  ],
  whole: {
    summarise: ({ image }, { threshold, ...params }) => summariseThreshold(onlyPlane(image), threshold, { ...params, offset: 0 }),
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, { ...params, offset: 0 }) }),
  },
});
