import { plane, yenThreshold } from "@argosy/kernels";
import { thresholdOf } from "../segmentation/threshold.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.yen",
  title: "Yen threshold",
  knownAs: ["skimage.filters.threshold_yen"],
  summary:
    "Separate objects from background where the histogram's two sides are most alike within themselves; good for few bright objects.",
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright" },
      image: plane(Uint8Array.of(10, 10, 10, 10, 90, 90), 3, 2),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2),
    },
  ],
  find: (image) => thresholdOf(image, yenThreshold),
});
