import { refusal } from "@argosy/core";
import { plane, quantileThreshold } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.quantile",
  version: 1,
  stage: "segment",
  title: "Quantile threshold",
  summary: "Separate objects from background at the grey value below which a given share of the pixels lies.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      quantile: Type.Number({ title: "Share of pixels below", minimum: 0, maximum: 1, default: 0.05 }),
      ...thresholdParams,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "the darker half",
      params: { quantile: 0.5, objects: "dark" },
      inputs: { image: greyImage(plane(Uint8Array.of(4, 1, 3, 2), 2, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 1, 0, 1), 2, 2) },
    },
  ],
  whole: {
    summarise({ image }, { quantile, ...params }) {
      const grey = onlyPlane(image);
      if (grey.data.every(Number.isNaN)) throw refusal("NODE_INPUT_INVALID", "the image has no grey value");
      return summariseThreshold(grey, quantileThreshold(grey, quantile), params);
    },
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, params) }),
  },
});
