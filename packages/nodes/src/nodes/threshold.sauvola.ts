import { sauvolaThreshold } from "@argosy/kernels";
import { Type } from "typebox";
import { localThresholdNode } from "../segmentation/local-threshold-node.ts";

export default localThresholdNode({
  name: "threshold.sauvola",
  title: "Sauvola threshold",
  knownAs: ["skimage.filters.threshold_sauvola"],
  summary: "Separate objects from a background whose brightness and texture change over the image.",
  params: {
    k: Type.Number({
      title: "Sensitivity",
      description: "How much a quiet neighbourhood lowers the threshold.",
      minimum: 0,
      maximum: 1,
      default: 0.2,
    }),
  },
  example: { k: 0.3 },
  find: (image, { k }, window) => sauvolaThreshold(image, { window, k }),
});
