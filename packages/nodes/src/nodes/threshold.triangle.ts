import { plane, triangleThreshold } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdOf, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.triangle",
  version: 1,
  stage: "segment",
  title: "Triangle threshold",
  summary: "Separate few objects from a background that makes one tall peak in the histogram.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(thresholdParams, { additionalProperties: false }),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "one bright pixel on a dark field",
      params: { objects: "bright" },
      inputs: { image: greyImage(plane(Uint8Array.of(10, 10, 11, 10, 10, 90), 3, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 1), 3, 2) },
    },
  ],
  whole: {
    summarise({ image }, params) {
      const grey = onlyPlane(image);
      return summariseThreshold(grey, thresholdOf(grey, triangleThreshold), params);
    },
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, params) }),
  },
});
