import type { Plane } from "@argosy/kernels";
import {
  adaptiveThreshold,
  applyLocalThreshold,
  binCentre,
  histogram,
  hysteresisThreshold,
  isodataThreshold,
  liThreshold,
  multiOtsuThresholds,
  otsuThreshold,
  sauvolaThreshold,
  triangleThreshold,
  yenThreshold,
} from "@argosy/kernels";
import { arrayOf, listOf, numberArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { KernelEntry, KernelTable } from "./kernel-table.ts";

/** Thresholds differ by less than a bin where two of them are equally good. */
const BIN = "one grey value or bin: equally good splits";

/** Reference functions that give thresholds. */
export const THRESHOLDS: KernelTable = {
  "skimage.filters.threshold_otsu": ofHistogram("otsuThreshold", otsuThreshold),
  "skimage.filters.threshold_triangle": ofHistogram("triangleThreshold", triangleThreshold),
  "skimage.filters.threshold_yen": ofHistogram("yenThreshold", yenThreshold),
  "skimage.filters.threshold_isodata": ofHistogram("isodataThreshold", isodataThreshold),
  "skimage.filters.threshold_multiotsu": {
    ours: "multiOtsuThresholds",
    reason: BIN,
    compute(given) {
      const counted = histogram(planeArgument(given, "image"));
      const thresholds = multiOtsuThresholds(counted.counts, numberArgument(given, "classes", 3));
      return { thresholds: listOf(thresholds.map((bin) => binCentre(counted, bin))) };
    },
  },
  "skimage.filters.threshold_li": {
    ours: "liThreshold",
    reason: "the iteration ends within half a step between grey values",
    compute: (given) => ({ threshold: liThreshold(planeArgument(given, "image")) }),
  },
  "skimage.filters.threshold_sauvola": {
    ours: "sauvolaThreshold",
    reason: "results are stored in 32 bits, the reference takes the root of a difference of two sums in 32 bits",
    compute(given) {
      const range = typeof given.params["r"] === "number" ? { range: given.params["r"] } : {};
      const options = { window: numberArgument(given, "window_size", 15), k: numberArgument(given, "k", 0.2), ...range };
      return { threshold: arrayOf(sauvolaThreshold(planeArgument(given, "image"), options)) };
    },
  },
  "skimage.filters.threshold_local": {
    ours: "adaptiveThreshold",
    reason: "results are stored in 32 bits",
    compute(given) {
      wordArgument(given, "mode", ["reflect"], "reflect");
      const threshold = adaptiveThreshold(planeArgument(given, "image"), {
        method: wordArgument(given, "method", ["gaussian", "mean"], "gaussian"),
        window: numberArgument(given, "block_size", 3),
        offset: numberArgument(given, "offset", 0),
      });
      return { threshold: arrayOf(threshold) };
    },
  },
  "numpy.greater": {
    ours: "applyLocalThreshold",
    reason: "",
    compute(given) {
      const [image, thresholds] = [planeArgument(given, "image"), planeArgument(given, "thresholds")];
      return { mask: arrayOf(applyLocalThreshold(image, thresholds, wordArgument(given, "objects", ["bright", "dark"]))) };
    },
  },
  "skimage.filters.apply_hysteresis_threshold": {
    ours: "hysteresisThreshold",
    reason: "",
    compute(given) {
      const [low, high] = [numberArgument(given, "low"), numberArgument(given, "high")];
      return { mask: arrayOf(hysteresisThreshold(planeArgument(given, "image"), { low, high })) };
    },
  },
};

function ofHistogram(ours: string, threshold: (counts: Uint32Array) => number): KernelEntry {
  const find = (image: Plane): number => {
    const counted = histogram(image);
    return binCentre(counted, threshold(counted.counts));
  };
  return { ours, reason: BIN, compute: (given) => ({ threshold: find(planeArgument(given, "image")) }) };
}
