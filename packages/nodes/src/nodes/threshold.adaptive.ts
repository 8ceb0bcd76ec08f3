import { adaptiveThreshold } from "@argosy/kernels";
import { Type } from "typebox";
import { localThresholdNode } from "../segmentation/local-threshold-node.ts";

export default localThresholdNode({
  name: "threshold.adaptive",
  title: "Adaptive threshold",
  knownAs: ["skimage.filters.threshold_local"],
  summary: "Separate what is darker or brighter than its own surroundings.",
  params: {
    method: Type.Enum(["mean", "gaussian"], {
      title: "Surroundings",
      description: "mean: all of the window counts alike. gaussian: near pixels count more.",
      default: "mean",
    }),
    offset: Type.Number({ title: "Offset", description: "Taken off the mean of the surroundings.", unit: "grey value", default: 0 }),
  },
  example: { method: "mean", offset: 5 },
  find: (image, { method, offset }, window) => adaptiveThreshold(image, { method, window, offset }),
});
