import { refusal } from "@argosy/core";
import { liThreshold, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.li",
  version: 1,
  stage: "segment",
  title: "Li threshold",
  summary: "Separate objects from background with the least cross entropy; good for dim fluorescence.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(thresholdParams, { additionalProperties: false }),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright" },
      inputs: { image: greyImage(plane(Uint8Array.of(10, 11, 10, 12, 90, 95), 3, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2) },
    },
  ],
  whole: {
    summarise({ image }, params) {
      const grey = onlyPlane(image);
      if (!grey.data.some((value: number) => Number.isFinite(value)))
        throw refusal("NODE_INPUT_INVALID", "the image has no finite grey value");
      return summariseThreshold(grey, liThreshold(grey), params);
    },
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, params) }),
  },
});
