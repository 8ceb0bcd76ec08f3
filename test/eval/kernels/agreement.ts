import { adaptedRand, hausdorffDistance, variationOfInformation } from "@argosy/kernels";
import { labelsArgument, listOf } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that compare two segmentations. */
export const AGREEMENT: KernelTable = {
  "skimage.metrics": {
    ours: "adaptedRand, variationOfInformation, hausdorffDistance",
    reason: "sums are rounded in another order",
    compute(given) {
      const [a, b] = [labelsArgument(given, "a"), labelsArgument(given, "b")];
      const { error, precision, recall } = adaptedRand(a, b);
      const { split, merge } = variationOfInformation(a, b);
      return { adapted_rand_error: error, precision, recall, vi_split_merge: listOf([split, merge]), hausdorff: hausdorffDistance(a, b) };
    },
  },
};
