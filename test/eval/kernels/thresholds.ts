import { binCentre, histogram, otsuThreshold, triangleThreshold } from "@argosy/kernels";
import { planeArgument } from "./arguments.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";

/** Thresholds differ by less than a bin where two of them are equally good. */
const BIN = "one grey value or bin: equally good splits";

/** Reference functions that give thresholds. */
export const THRESHOLDS: KernelTable = {
  "skimage.filters.threshold_otsu": {
    ours: "otsuThreshold",
    reason: BIN,
    compute: (given) => ({ threshold: ofHistogram(given, otsuThreshold) }),
  },
  "skimage.filters.threshold_triangle": {
    ours: "triangleThreshold",
    reason: BIN,
    compute: (given) => ({ threshold: ofHistogram(given, triangleThreshold) }),
  },
};

function ofHistogram(given: GivenCase, threshold: (counts: Uint32Array) => number): number {
  const counted = histogram(planeArgument(given, "image"));
  return binCentre(counted, threshold(counted.counts));
}
