import { refusal } from "@argosy/core";
import { plane, quantileThreshold } from "@argosy/kernels";
import { Type } from "typebox";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.quantile",
  title: "Quantile threshold",
  knownAs: ["numpy.quantile"],
  shown: { params: { quantile: 0.15 } },
  summary: "Separate objects from background at the grey value below which a given share of the pixels lies.",
  params: { quantile: Type.Number({ title: "Share of pixels below", minimum: 0, maximum: 1, default: 0.05 }) },
  examples: [
    {
      title: "the darker half",
      params: { quantile: 0.5, objects: "dark" },
      image: plane(Uint8Array.of(4, 1, 3, 2), 2, 2),
      mask: plane(Uint8Array.of(0, 1, 0, 1), 2, 2),
    },
  ],
  find(image, { quantile }) {
    if (image.data.every(Number.isNaN)) throw refusal("NODE_INPUT_INVALID", "the image has no grey value");
    return quantileThreshold(image, quantile);
  },
});
