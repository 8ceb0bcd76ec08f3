import { plane, triangleThreshold } from "@argosy/kernels";
import { thresholdOf } from "../segmentation/threshold.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.triangle",
  title: "Triangle threshold",
  knownAs: ["skimage.filters.threshold_triangle"],
  summary: "Separate few objects from a background that makes one tall peak in the histogram.",
  examples: [
    {
      title: "one bright pixel on a dark field",
      params: { objects: "bright" },
      image: plane(Uint8Array.of(10, 10, 11, 10, 10, 90), 3, 2),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 1), 3, 2),
    },
  ],
  find: (image) => thresholdOf(image, triangleThreshold),
});
