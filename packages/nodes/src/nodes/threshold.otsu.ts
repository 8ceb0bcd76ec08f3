import { otsuThreshold, plane } from "@argosy/kernels";
import { thresholdOf } from "../segmentation/threshold.ts";
import { thresholdNode } from "../segmentation/threshold-node.ts";

export default thresholdNode({
  name: "threshold.otsu",
  title: "Otsu threshold",
  knownAs: ["skimage.filters.threshold_otsu"],
  summary: "Separate objects from background at the grey value that splits them best.",
  examples: [
    {
      title: "dark objects on a bright field",
      params: { objects: "dark" },
      image: plane(Uint8Array.of(200, 10, 210, 12), 2, 2),
      mask: plane(Uint8Array.of(0, 1, 0, 1), 2, 2),
    },
    {
      title: "the side is found by the border, a dim object counts at half of the contrast",
      params: { objects: "auto", scale: 0.5 },
      image: plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 90, 40, 90, 0, 0, 0, 0, 0, 0), 5, 3),
      mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0), 5, 3),
    },
  ],
  find: (image) => thresholdOf(image, otsuThreshold),
});
