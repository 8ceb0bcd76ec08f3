import { refusal } from "@argosy/core";
import { liThreshold, plane } from "@argosy/kernels";
import { hasFinite } from "../exposure/sample-types.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.li",
  title: "Li threshold",
  knownAs: ["skimage.filters.threshold_li"],
  summary: "Separate objects from background with the least cross entropy; good for dim fluorescence.",
  examples: [
    {
      title: "two bright pixels on a dark field",
      params: { objects: "bright" },
      image: plane(Uint8Array.of(10, 11, 10, 12, 90, 95), 3, 2),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1), 3, 2),
    },
  ],
  find(image) {
    if (!hasFinite(image)) throw refusal("NODE_INPUT_INVALID", "the image has no finite grey value");
    return liThreshold(image);
  },
});
