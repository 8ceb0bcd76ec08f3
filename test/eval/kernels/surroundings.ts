import { matchObjects, regionStatistics } from "@argosy/kernels";
import { labelsArgument, listOf, maskArgument, numbersArgument, planeArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that look at regions from outside: what is in them, what lies round them, which are the same. */
export const SURROUNDINGS: KernelTable = {
  "scipy.ndimage.labeled_comprehension": {
    ours: "regionStatistics",
    reason: "sums are rounded in another order",
    compute(given) {
      const { count, min, max, mean, std, median, sum } = regionStatistics(planeArgument(given, "image"), maskArgument(given, "region"));
      return { count, min, max, mean, std, median, sum };
    },
  },
  "scipy.optimize.linear_sum_assignment": {
    ours: "matchObjects",
    reason: "results are stored in 32 bits",
    compute(given) {
      const { scores } = matchObjects(
        labelsArgument(given, "truth"),
        labelsArgument(given, "tested"),
        numbersArgument(given, "thresholds"),
      );
      return { matched: listOf(scores.map(({ matched }) => matched)), f1: listOf(scores.map(({ f1 }) => f1)) };
    },
  },
};
