import { isodataThreshold, plane } from "@argosy/kernels";
import { thresholdOf } from "../segmentation/threshold.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.isodata",
  title: "Isodata threshold",
  knownAs: ["skimage.filters.threshold_isodata"],
  summary: "Separate objects from background in the middle between the mean of the objects and the mean of the background.",
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright" },
      image: plane(Uint8Array.of(10, 11, 10, 12, 90, 95), 3, 2),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2),
    },
  ],
  find: (image) => thresholdOf(image, isodataThreshold),
});
