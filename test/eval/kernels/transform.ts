import type { Affine } from "@argosy/kernels";
import { flip, halve, halveLabels, resizeArea, resizeLinear, resizeNearest, rotate, scaleArea, warpAffine } from "@argosy/kernels";
import { arrayOf, labelsArgument, numberArgument, numbersArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import { MAPS, mapArgument } from "./maps.ts";

const STORED = "results are stored in 32 bits";

/** Reference functions that move pixels. */
export const TRANSFORM: KernelTable = {
  ...MAPS,
  "skimage.transform.resize": {
    ours: "resizeLinear, resizeNearest",
    reason: STORED,
    compute(given) {
      if (given.params["anti_aliasing"] === true) throw new Unsupported("anti_aliasing");
      const resize = interpolationOf(given) === "linear" ? resizeLinear : resizeNearest;
      if ((given.params["mode"] ?? "reflect") !== "reflect") throw new Unsupported("mode");
      const [height, width] = numbersArgument(given, given.params["shape"] === undefined ? "output_shape" : "shape") as [number, number];
      return { image: arrayOf(resize(planeArgument(given, "image"), width, height)) };
    },
  },
  "cv2.resize": {
    ours: "resizeArea",
    reason: "shares of pixels have 32 bits in the reference",
    compute(given) {
      wordArgument(given, "interpolation", ["INTER_AREA"]);
      const [width, height] = numbersArgument(given, "dsize") as [number, number];
      return { image: arrayOf(resizeArea(planeArgument(given, "image"), width, height)) };
    },
  },
  "means over areas, by numpy.interp of numpy.cumsum": {
    ours: "scaleArea",
    reason: STORED,
    compute(given) {
      const [height, width] = numbersArgument(given, "output_shape") as [number, number];
      return { image: arrayOf(scaleArea(planeArgument(given, "image"), mapArgument(given, "inverse_map"), width, height)) };
    },
  },
  "skimage.transform.downscale_local_mean": {
    ours: "halve",
    reason: STORED,
    compute: (given) => ({ image: arrayOf(halve(planeArgument(given, "image"))) }),
  },
  "numpy.ndarray[::2, ::2]": {
    ours: "halveLabels",
    reason: "",
    compute: (given) => ({ labels: arrayOf(halveLabels(labelsArgument(given, "labels"))) }),
  },
  "skimage.transform.rotate": {
    ours: "rotate, rotationAbout",
    reason: STORED,
    compute(given) {
      const image = floatArgument(given);
      const options = {
        interpolation: interpolationOf(given),
        outside: numberArgument(given, "cval", 0),
        grow: given.params["resize"] === true,
      };
      return { image: arrayOf(rotate(image, numberArgument(given, "angle"), options).plane) };
    },
  },
  "skimage.transform.warp": {
    ours: "warpAffine",
    reason: STORED,
    compute(given) {
      const image = floatArgument(given);
      const [height, width] = numbersArgument(given, "output_shape") as [number, number];
      const { xx, xy, x0, yx, yy, y0 } = mapArgument(given, "inverse_map");
      // The reference has the centre of the first pixel at (0, 0).
      const shifted = { xx, xy, x0: x0 + 0.5 - (xx + xy) / 2, yx, yy, y0: y0 + 0.5 - (yx + yy) / 2 } satisfies Affine;
      const options = { back: shifted, width, height, outside: numberArgument(given, "cval", 0) };
      return { image: arrayOf(warpAffine(image, { ...options, interpolation: interpolationOf(given) })) };
    },
  },
  "numpy.flip": {
    ours: "flip",
    reason: "",
    compute: (given) => ({
      image: arrayOf(flip(planeArgument(given, "image"), numberArgument(given, "axis") === 0 ? "vertical" : "horizontal")),
    }),
  },
};

function floatArgument(given: GivenCase) {
  const image = planeArgument(given, "image");
  return { ...image, data: Float64Array.from(image.data) };
}

function interpolationOf(given: GivenCase): "nearest" | "linear" {
  const order = numberArgument(given, "order", 1);
  if (order !== 0 && order !== 1) throw new Unsupported(`order is ${order}`);
  return order === 0 ? "nearest" : "linear";
}
