import { dtypeOf } from "@argosy/core";
import {
  adjustGamma,
  binCentre,
  clahe,
  equalizeHistogram,
  histogram,
  matchHistogram,
  quantilesOf,
  quantileThreshold,
  rescaleIntensity,
  rollingBall,
} from "@argosy/kernels";
import { arrayOf, listOf, numberArgument, numbersArgument, planeArgument } from "./arguments.ts";
import { GREY_VALUES } from "./grey-values.ts";
import type { KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import { LIGHT } from "./light.ts";

/** Results are kept as 32-bit floats. */
const STORED = "results are stored in 32 bits";

/** Reference functions that change grey values as a whole. */
export const EXPOSURE: KernelTable = {
  ...GREY_VALUES,
  ...LIGHT,
  "skimage.exposure.histogram": {
    ours: "histogram, binCentre",
    reason: "",
    compute(given) {
      const found = histogram(planeArgument(given, "image"));
      const { counts } = found;
      // The reference leaves out what lies beyond the smallest and the greatest sample.
      const [first, last] = [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)];
      const held = Array.from(counts.subarray(first, last + 1));
      return { counts: listOf(held), centres: listOf(held.map((_, i) => binCentre(found, first + i))) };
    },
  },
  "numpy.quantile": {
    ours: "quantilesOf, quantileThreshold",
    reason: "",
    compute(given) {
      const image = planeArgument(given, "image");
      // One by one: the next row takes several at once.
      return { quantiles: listOf(numbersArgument(given, "q").map((share) => quantileThreshold(image, share))) };
    },
  },
  "skimage.exposure.rescale_intensity": {
    ours: "rescaleIntensity, quantilesOf",
    reason: STORED,
    compute(given) {
      const image = planeArgument(given, "image");
      const [lower, upper] = /percentiles ([\d.]+) and ([\d.]+)/.exec(String(given.params["in_range"]))?.slice(1).map(Number) ?? [];
      if (lower === undefined || upper === undefined) throw new Unsupported(`in_range is ${given.params["in_range"]}`);
      const [low, high] = quantilesOf(image, [lower / 100, upper / 100]) as [number, number];
      const [black, white] = numbersArgument(given, "out_range") as [number, number];
      return { low, high, image: arrayOf(rescaleIntensity(image, { low, high }, { low: black, high: white })) };
    },
  },
  "skimage.exposure.equalize_hist": {
    ours: "equalizeHistogram, equalizingCurve",
    reason: `${STORED}; floating point is equalised in 256 bins`,
    compute(given) {
      if (numberArgument(given, "nbins", 256) !== 256) throw new Unsupported("floating point has 256 bins");
      return { image: arrayOf(equalizeHistogram(planeArgument(given, "image"))) };
    },
  },
  "skimage.exposure.equalize_adapthist": {
    ours: "clahe",
    reason: "levels are rounded at halves, and floating point is not cut to 16 bits before",
    compute(given) {
      const image = planeArgument(given, "image");
      const size = given.params["kernel_size"];
      const [high, wide] = Array.isArray(size) ? numbersArgument(given, "kernel_size") : [size, size];
      const image01 = clahe(image, {
        tileWidth: typeof wide === "number" ? wide : Math.max(1, Math.floor(image.width / 8)),
        tileHeight: typeof high === "number" ? high : Math.max(1, Math.floor(image.height / 8)),
        clipLimit: numberArgument(given, "clip_limit", 0.01),
        bins: numberArgument(given, "nbins", 256),
      });
      return { image: arrayOf(image01) };
    },
  },
  "skimage.exposure.adjust_gamma": {
    ours: "adjustGamma",
    reason: "we round 16-bit results, the reference cuts them down",
    compute: (given) => ({
      image: arrayOf(adjustGamma(planeArgument(given, "image"), numberArgument(given, "gamma", 1), numberArgument(given, "gain", 1))),
    }),
  },
  "skimage.exposure.match_histograms": {
    ours: "matchHistogram, matchingCurve",
    reason: STORED,
    compute: (given) => ({ image: arrayOf(matchHistogram(planeArgument(given, "image"), planeArgument(given, "reference"))) }),
  },
  "skimage.restoration.rolling_ball": {
    ours: "rollingBall",
    reason: "integers are cut down: the last bit of the reference decides",
    compute(given) {
      const image = planeArgument(given, "image");
      const background = rollingBall(image, numberArgument(given, "radius", 100));
      if (dtypeOf(background.data) !== dtypeOf(image.data)) throw new Error("the sample type has changed");
      return { background: arrayOf(background) };
    },
  },
};
