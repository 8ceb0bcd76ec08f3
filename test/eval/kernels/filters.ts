import { gaussianBlur, medianFilter } from "@argosy/kernels";
import { arrayOf, footprintArgument, numberArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

/** Reference functions that look at the neighbours of a pixel. */
export const FILTERS: KernelTable = {
  "skimage.filters.gaussian": {
    ours: "gaussianBlur",
    reason: "results are stored in 32 bits; from sigma 20 on the blur is worked out on a coarser grid",
    compute(given) {
      if (numberArgument(given, "truncate", 4) !== 4) throw new Unsupported("the kernel is cut at 4 sigma");
      const mode = wordArgument(given, "mode", ["reflect", "nearest"], "nearest");
      return { image: arrayOf(gaussianBlur(planeArgument(given, "image"), numberArgument(given, "sigma", 1), mode)) };
    },
  },
  "skimage.filters.median": {
    ours: "medianFilter",
    reason: "",
    compute(given) {
      wordArgument(given, "mode", ["nearest"], "nearest");
      return { image: arrayOf(medianFilter(planeArgument(given, "image"), footprintArgument(given))) };
    },
  },
};
