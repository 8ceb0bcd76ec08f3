import { refusal } from "@argosy/core";
import { multiOtsuThresholds, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { maskBeyond, summariseThreshold, thresholdOf, thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.multiotsu",
  version: 1,
  stage: "segment",
  title: "Multi-Otsu threshold",
  summary: "Part the grey values into several classes, and separate objects from background between two of them.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      classes: Type.Integer({ title: "Classes", description: "Classes of grey values.", minimum: 2, maximum: 8, default: 3 }),
      split: Type.Integer({
        title: "Split",
        description: "After which class the objects are separated, counted from the dark end; at most one less than there are classes.",
        minimum: 1,
        maximum: 7,
        default: 1,
      }),
      ...thresholdParams,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright", classes: 3, split: 2 },
      inputs: { image: greyImage(plane(Uint8Array.of(10, 11, 50, 52, 90, 95), 3, 2)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2) },
    },
  ],
  whole: {
    summarise({ image }, { classes, split, ...params }) {
      if (split >= classes)
        throw refusal("PARAM_INVALID", "the split must be below the number of classes", { pointer: "/split", split, classes });
      const grey = onlyPlane(image);
      // With fewer grey values than classes the highest split there is.
      const nth = (counts: Uint32Array): number =>
        multiOtsuThresholds(counts, classes).slice(0, split).at(-1) ?? counts.findIndex((n) => n > 0);
      return summariseThreshold(grey, thresholdOf(grey, nth), params);
    },
    apply: ({ image }, params, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, params) }),
  },
});
