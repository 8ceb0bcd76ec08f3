import type { Plane } from "@argosy/kernels";
import {
  applyCurve,
  contrastMask,
  correctLeong2003,
  cumulativeShares,
  estimateFlatField,
  flatFieldAt,
  greyKnots,
  maskedBackground,
  removeStripes,
  sampleLight,
  stretchContrast,
  stripeOffsets,
} from "@argosy/kernels";
import { arrayArgument, arrayOf, listOf, maskArgument, numberArgument, numbersArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";

const STORED = "results are stored in 32 bits";

/** Reference functions on uneven light, on contrast and on curves of grey values. */
export const LIGHT: KernelTable = {
  "scipy.ndimage.uniform_filter of contrast": {
    ours: "contrastMask, backgroundMean",
    reason: "",
    compute(given) {
      const rule = {
        objects: wordArgument(given, "objects", ["bright", "dark"]),
        threshold: numberArgument(given, "threshold"),
        scale: numberArgument(given, "scale"),
        window: numberArgument(given, "window"),
        local: numberArgument(given, "local"),
      };
      return { mask: arrayOf(contrastMask(planeArgument(given, "image"), rule)) };
    },
  },
  "numpy.interp between numpy.quantile": {
    ours: "stretchContrast, stretchBetween",
    reason: STORED,
    compute(given) {
      const [low, high] = [numberArgument(given, "low"), numberArgument(given, "high")];
      const output = wordArgument(given, "output", ["uint8", "same"]);
      return { image: arrayOf(stretchContrast(planeArgument(given, "image"), { low, high, output })) };
    },
  },
  "skimage.filters.gaussian as light": {
    ours: "correctLeong2003, flattenLight",
    reason: "the light is stored in 32 bits: at a half the last bit decides",
    compute(given) {
      const mode = wordArgument(given, "mode", ["divide", "subtract"]);
      return { image: arrayOf(correctLeong2003(planeArgument(given, "image"), numberArgument(given, "sigma"), mode)) };
    },
  },
  "scipy.ndimage.gaussian_filter, normalised": {
    ours: "maskedBackground",
    reason: "results and what is between them are stored in 32 bits",
    compute: (given) => ({
      light: arrayOf(
        maskedBackground(planeArgument(given, "image"), {
          sigma: numberArgument(given, "sigma"),
          objects: maskArgument(given, "objects"),
        }),
      ),
    }),
  },
  "numpy.median of squares": {
    ours: "sampleLight",
    reason: STORED,
    compute: (given) => ({ samples: arrayOf(sampleLight(planeArgument(given, "image"), numberArgument(given, "step"))) }),
  },
  "temporal median without outliers, frame by frame": {
    ours: "estimateFlatField",
    reason: "results and what is between them are stored in 32 bits",
    compute(given) {
      const { data, shape } = arrayArgument(given, "samples");
      const [frames, height, width] = shape as [number, number, number];
      const samples = Array.from({ length: frames }, (_, k) => ({
        data: Float32Array.from(data.subarray(k * width * height, (k + 1) * width * height)),
        width,
        height,
      }));
      return { field: arrayOf(estimateFlatField(samples, { smoothing: numberArgument(given, "smoothing") })) };
    },
  },
  "scipy.ndimage.map_coordinates": {
    ours: "flatFieldAt",
    reason: STORED,
    compute(given) {
      const [height, width] = numbersArgument(given, "size") as [number, number];
      return { light: arrayOf(flatFieldAt(float32(given, "field"), numberArgument(given, "step"), width, height)) };
    },
  },
  "scipy.ndimage.gaussian_filter1d, numpy.median": {
    ours: "stripeOffsets, removeStripes",
    reason: STORED,
    compute(given) {
      const image = planeArgument(given, "image");
      const direction = wordArgument(given, "direction", ["rows", "columns"]);
      const offsets = stripeOffsets(image, direction, numberArgument(given, "sigma"));
      return { offsets: listOf(Array.from(offsets)), image: arrayOf(removeStripes(image, direction, offsets)) };
    },
  },
  "numpy.interp": {
    ours: "applyCurve, curveAt",
    reason: STORED,
    compute(given) {
      const [from, to] = [numbersArgument(given, "from"), numbersArgument(given, "to")];
      return { image: arrayOf(applyCurve(planeArgument(given, "image"), { from: Float64Array.from(from), to: Float64Array.from(to) })) };
    },
  },
  "numpy.interp of numpy.cumsum": {
    ours: "greyKnots",
    reason: STORED,
    compute: (given) => ({ knots: listOf(Array.from(greyKnots(planeArgument(given, "image"), numbersArgument(given, "shares")))) }),
  },
  "numpy.unique": {
    ours: "cumulativeShares",
    reason: STORED,
    compute(given) {
      const { values, shares } = cumulativeShares(planeArgument(given, "image"));
      return { values: listOf(Array.from(values)), shares: listOf(Array.from(shares)) };
    },
  },
};

function float32(given: GivenCase, name: string): Plane<Float32Array> {
  const { data, width, height } = planeArgument(given, name);
  return { data: Float32Array.from(data), width, height };
}
