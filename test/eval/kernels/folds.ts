import { classifyPixels, groupFolds, pixelFeatures, randomSource, stratifiedFolds, trainPixelForest } from "@argosy/kernels";
import { arrayArgument, arrayOf, listOf, numberArgument, planeArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";

/** Reference functions that deal rows into folds, and that tell pixels apart. */
export const FOLDS: KernelTable = {
  "sklearn.model_selection.GroupKFold": {
    ours: "groupFolds",
    reason: "",
    compute: (given) => ({
      folds: listOf(Array.from(groupFolds(Uint32Array.from(arrayArgument(given, "groups").data), numberArgument(given, "n_splits")))),
    }),
  },
  "sklearn.model_selection.StratifiedKFold": {
    ours: "stratifiedFolds",
    reason: "which fold has one more is drawn: numbers in ascending order",
    compute: stratified,
  },
  "xoshiro128** from a state of splitmix32": {
    ours: "randomSource",
    reason: "",
    compute(given) {
      const random = randomSource(numberArgument(given, "seed"));
      return { draws: listOf(Array.from({ length: 12 }, () => random.next())) };
    },
  },
  "sklearn.ensemble.RandomForestClassifier on skimage.feature.multiscale_basic_features": {
    ours: "pixelFeatures, trainPixelForest, classifyPixels",
    reason: "the draws are others, and the sizes of the blurs",
    compute(given) {
      const image = planeArgument(given, "image");
      const features = pixelFeatures([image]);
      const { data, width, height } = planeArgument(given, "strokes");
      const strokes = { data: Uint8Array.from(data), width, height };
      const classes = classifyPixels(features, trainPixelForest(features, strokes, { trees: numberArgument(given, "trees") }));
      return { classes: arrayOf(classes), accuracy: shareAlike(classes.data, planeArgument(given, "truth").data) };
    },
    judge: sameClasses,
  },
};

/** How many rows of each class the folds have, fewest first, and how many in all. */
function stratified(given: GivenCase): Values {
  const classes = Uint16Array.from(arrayArgument(given, "classes").data);
  const k = numberArgument(given, "n_splits");
  const folds = stratifiedFolds(classes, k, 1);
  const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
  const known = Math.max(...classes) + 1;
  const countOf = (fold: number, value?: number): number =>
    classes.filter((own, row) => folds[row] === fold && (value === undefined || own === value)).length;
  const all = Array.from({ length: k }, (_, fold) => fold);
  const counts = Array.from({ length: known }, (_, value) => ascending(all.map((fold) => countOf(fold, value))));
  return {
    counts: { data: Uint8Array.from(counts.flat()), shape: [known, k] },
    sizes: listOf(ascending(all.map((fold) => countOf(fold)))),
  };
}

function sameClasses(found: Values, expected: Values): Verdict {
  const [ours, theirs] = [found, expected].map((values) => (values["classes"] as NdArray).data) as [NdArray["data"], NdArray["data"]];
  const alike = shareAlike(ours, theirs);
  const apart = (found["accuracy"] as number) - (expected["accuracy"] as number);
  return {
    right: alike >= 0.95 && Math.abs(apart) <= 0.02,
    how: `${(100 * alike).toFixed(1)} % of the pixels alike, accuracy ${apart.toFixed(3)} apart`,
  };
}

function shareAlike(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let alike = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) alike++;
  return alike / a.length;
}
