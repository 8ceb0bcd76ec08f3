import { otsuThreshold, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdOf, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.otsu",
  version: 1,
  stage: "segment",
  title: "Otsu threshold",
  summary: "Separate objects from background at the grey value that splits them best.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(thresholdParams, { additionalProperties: false }),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "dark objects on a bright field",
      params: { objects: "dark" },
      inputs: { image: greyImage(plane(Uint8Array.of(200, 10, 210, 12), 2, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 1, 0, 1), 2, 2) },
    },
    {
      title: "the side is found by the border, a dim object counts at half of the contrast",
      params: { objects: "auto", scale: 0.5 },
      inputs: { image: greyImage(plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 90, 40, 90, 0, 0, 0, 0, 0, 0), 5, 3)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0), 5, 3) },
    },
  ],
  whole: {
    summarise({ image }, params) {
      const grey = onlyPlane(image);
      return summariseThreshold(grey, thresholdOf(grey, otsuThreshold), params);
    },
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, params) }),
  },
});
