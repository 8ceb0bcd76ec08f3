import type { DType } from "@argosy/core";
import { SAMPLE_BYTES } from "@argosy/core";
import { applyCurve, finiteMean, finiteQuantiles, knotCurve, rarerOnBorder, sampleRange, smallLevel } from "@argosy/kernels";
import { arrayOf, listOf, numberArgument, numbersArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions on the grey values of a whole image. */
export const GREY_VALUES: KernelTable = {
  "numpy.mean of numpy.isfinite": {
    ours: "finiteMean",
    reason: "sums are rounded in another order",
    compute: (given) => ({ mean: finiteMean(planeArgument(given, "image")) }),
  },
  "numpy.nanquantile": {
    ours: "finiteQuantiles",
    reason: "results are stored in 32 bits",
    compute(given) {
      const [low, high] = [numberArgument(given, "low"), numberArgument(given, "high")];
      return { limits: listOf(finiteQuantiles(planeArgument(given, "image"), low, high)) };
    },
  },
  "numpy.iinfo, skimage.util.dtype_limits": {
    ours: "sampleRange",
    reason: "",
    compute: (given) => ({ ...sampleRange(wordArgument(given, "dtype", Object.keys(SAMPLE_BYTES) as DType[])) }),
  },
  "numpy.greater on the border": {
    ours: "rarerOnBorder",
    reason: "",
    compute(given) {
      const image = planeArgument(given, "image");
      return {
        bright: listOf(numbersArgument(given, "thresholds").map((threshold) => Number(rarerOnBorder(image, threshold) === "bright"))),
      };
    },
  },
  "numpy.interp between knots": {
    ours: "knotCurve",
    reason: "results are stored in 32 bits",
    compute(given) {
      const [from, to] = ["from", "to"].map((name) => Float64Array.from(numbersArgument(given, name))) as [Float64Array, Float64Array];
      return { found: arrayOf(applyCurve(planeArgument(given, "values"), knotCurve(from, to))) };
    },
  },
  "lowbias32 of each block": {
    ours: "smallLevel",
    reason: "",
    compute: (given) => ({ image: arrayOf(smallLevel(planeArgument(given, "image"), numberArgument(given, "side"))) }),
  },
};
