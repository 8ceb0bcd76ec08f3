import { chanVese, growRegions } from "@argosy/kernels";
import { arrayOf, labelsArgument, maskArgument, numberArgument, planeArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions whose regions grow from a start. */
export const GROWING: KernelTable = {
  "skimage.segmentation.morphological_chan_vese": {
    ours: "chanVese",
    reason: "",
    compute(given) {
      const options = {
        rounds: numberArgument(given, "num_iter"),
        smoothing: numberArgument(given, "smoothing", 1),
        inside: numberArgument(given, "lambda1", 1),
        outside: numberArgument(given, "lambda2", 1),
      };
      return { mask: arrayOf(chanVese(planeArgument(given, "image"), maskArgument(given, "init_level_set"), options)) };
    },
  },
  "seeded region growing, pixel by pixel": {
    ours: "growRegions",
    reason: "",
    compute(given) {
      const connectivity = given.params["connectivity"] === 4 ? 4 : 8;
      const [image, seeds] = [planeArgument(given, "image"), labelsArgument(given, "seeds")];
      return { labels: arrayOf(growRegions(image, seeds, numberArgument(given, "tolerance"), connectivity)) };
    },
  },
};
