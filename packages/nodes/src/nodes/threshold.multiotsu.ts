import { refusal } from "@argosy/core";
import { multiOtsuThresholds, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { thresholdOf } from "../segmentation/threshold.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.multiotsu",
  title: "Multi-Otsu threshold",
  knownAs: ["skimage.filters.threshold_multiotsu"],
  summary: "Part the grey values into several classes, and separate objects from background between two of them.",
  params: {
    classes: Type.Integer({ title: "Classes", description: "Classes of grey values.", minimum: 2, maximum: 8, default: 3 }),
    split: Type.Integer({
      title: "Split",
      description: "After which class the objects are separated, counted from the dark end; at most one less than there are classes.",
      minimum: 1,
      maximum: 7,
      default: 1,
    }),
  },
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright", classes: 3, split: 2 },
      image: plane(Uint8Array.of(10, 11, 50, 52, 90, 95), 3, 2),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2),
    },
  ],
  find(image, { classes, split }) {
    if (split >= classes)
      throw refusal("PARAM_INVALID", "the split must be below the number of classes", { pointer: "/split", split, classes });
    // With fewer grey values than classes the highest split there is.
    return thresholdOf(image, (counts) => multiOtsuThresholds(counts, classes).slice(0, split).at(-1) ?? counts.findIndex((n) => n > 0));
  },
});
