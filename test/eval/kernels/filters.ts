import type { Border, EdgeOperator } from "@argosy/kernels";
import {
  BORDERS,
  cornerStrength,
  differenceOfGaussians,
  edgeStrength,
  featureStack,
  findBlobs,
  gaussianBlur,
  hessianMatrix,
  laplacianOfGaussian,
  medianFilter,
  structureTensor,
  tensorEigenvalues,
} from "@argosy/kernels";
import { arrayOf, arrayOfChannels, footprintArgument, numberArgument, planeArgument, unitArgument, wordArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelEntry, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

const STORED = "results and what is between them are stored in 32 bits";

/** Reference functions that look at the neighbours of a pixel. */
export const FILTERS: KernelTable = {
  "skimage.filters.gaussian": {
    ours: "gaussianBlur",
    reason: "results are stored in 32 bits; from sigma 20 on the blur is worked out on a coarser grid",
    compute(given) {
      if (numberArgument(given, "truncate", 4) !== 4 || numberArgument(given, "cval", 0) !== 0) throw new Unsupported("truncate or cval");
      const image = given.params["preserve_range"] === true ? planeArgument(given, "image") : unitArgument(given, "image");
      return { image: arrayOf(gaussianBlur(image, numberArgument(given, "sigma", 1), borderOf(given, "nearest"))) };
    },
  },
  "skimage.filters.median": {
    ours: "medianFilter",
    reason: "",
    compute: (given) => ({
      image: arrayOf(medianFilter(planeArgument(given, "image"), footprintArgument(given), borderOf(given, "nearest"))),
    }),
  },
  "skimage.filters.sobel": ofEdges("sobel"),
  "skimage.filters.scharr": ofEdges("scharr"),
  "scipy.ndimage.gaussian_laplace": {
    ours: "laplacianOfGaussian",
    reason: STORED,
    compute: (given) => ({
      image: arrayOf(laplacianOfGaussian(planeArgument(given, "image"), numberArgument(given, "sigma"), borderOf(given, "reflect"))),
    }),
  },
  "skimage.filters.difference_of_gaussians": {
    ours: "differenceOfGaussians",
    reason: STORED,
    compute(given) {
      const low = numberArgument(given, "low_sigma");
      const high = numberArgument(given, "high_sigma", 1.6 * low);
      return { image: arrayOf(differenceOfGaussians(unitArgument(given, "image"), low, high, borderOf(given, "nearest"))) };
    },
  },
  "skimage.feature.structure_tensor": {
    ours: "structureTensor, tensorEigenvalues",
    reason: STORED,
    compute(given) {
      const tensor = structureTensor(unitArgument(given, "image"), numberArgument(given, "sigma", 1), borderOf(given, "constant"));
      return namedTensor("A", tensor);
    },
  },
  "skimage.feature.hessian_matrix": {
    ours: "hessianMatrix, tensorEigenvalues",
    reason: STORED,
    compute(given) {
      if (given.params["use_gaussian_derivatives"] === true) throw new Unsupported("derivatives are differences here");
      return namedTensor("H", hessianMatrix(unitArgument(given, "image"), numberArgument(given, "sigma", 1), borderOf(given, "constant")));
    },
  },
  "skimage.feature.multiscale_basic_features": {
    ours: "featureStack",
    reason: STORED,
    compute(given) {
      const [least, most] = [numberArgument(given, "sigma_min", 0.5), numberArgument(given, "sigma_max", 16)];
      const count = numberArgument(given, "num_sigma", Math.floor(Math.log2(most) - Math.log2(least) + 1));
      const sigmas = Array.from({ length: count }, (_, i) => least * (most / least) ** (count === 1 ? 0 : i / (count - 1)));
      return { features: arrayOfChannels(featureStack(unitArgument(given, "image"), sigmas).map(({ plane }) => plane)) };
    },
  },
  "skimage.feature.corner_shi_tomasi": {
    ours: "cornerStrength",
    reason: STORED,
    compute: (given) => ({ image: arrayOf(cornerStrength(unitArgument(given, "image"), numberArgument(given, "sigma", 1), "constant")) }),
  },
  "skimage.feature.blob_log": ofBlobs("log"),
  "skimage.feature.blob_dog": ofBlobs("dog"),
};

function borderOf(given: GivenCase, otherwise: Border): Border {
  return wordArgument(given, "mode", BORDERS, otherwise);
}

function ofEdges(operator: EdgeOperator): KernelEntry {
  return {
    ours: "edgeStrength",
    reason: "results are stored in 32 bits",
    compute: (given) => ({ image: arrayOf(edgeStrength(unitArgument(given, "image"), operator, borderOf(given, "reflect"))) }),
  };
}

/** Elements by the names of the reference (`Arr`, `Arc`, `Acc`), and the eigenvalues, the larger first. */
function namedTensor(letter: string, tensor: ReturnType<typeof structureTensor>): Values {
  const { larger, smaller } = tensorEigenvalues(tensor);
  return {
    [`${letter}rr`]: arrayOf(tensor.yy),
    [`${letter}rc`]: arrayOf(tensor.xy),
    [`${letter}cc`]: arrayOf(tensor.xx),
    larger: arrayOf(larger),
    smaller: arrayOf(smaller),
  };
}

function ofBlobs(kind: "log" | "dog"): KernelEntry {
  return {
    ours: "findBlobs",
    reason: "answers are stored in 32 bits; the order of the reference is its own",
    compute(given) {
      const blobs = findBlobs(unitArgument(given, "image"), {
        method:
          kind === "log"
            ? { kind, count: numberArgument(given, "num_sigma", 10) }
            : { kind, ratio: numberArgument(given, "sigma_ratio", 1.6) },
        least: numberArgument(given, "min_sigma", 1),
        most: numberArgument(given, "max_sigma", 50),
        threshold: numberArgument(given, "threshold", kind === "log" ? 0.2 : 0.5),
        overlap: numberArgument(given, "overlap", 0.5),
      });
      return { blobs: { data: Float64Array.from(blobs.flatMap(({ x, y, sigma }) => [y, x, sigma])), shape: [blobs.length, 3] } };
    },
    judge: sameBlobs,
  };
}

/** The same rows `y, x, sigma` in any order. */
function sameBlobs(found: Values, expected: Values): Verdict {
  const [ours, theirs] = [found["blobs"], expected["blobs"]].map((value) => {
    if (value === undefined || typeof value === "number") throw new Error("spots are a list");
    return Array.from({ length: value.shape[0]! }, (_, i) =>
      Array.from(value.data.subarray(3 * i, 3 * i + 3), (v: number) => v.toFixed(3)).join(),
    );
  }) as [string[], string[]];
  const shared = theirs.filter((blob) => ours.includes(blob)).length;
  return { right: shared === theirs.length && shared === ours.length, how: `${shared} of ${theirs.length} and ${ours.length} spots` };
}
