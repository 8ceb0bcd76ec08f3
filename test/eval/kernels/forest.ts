import { predictForest, trainForest } from "@argosy/kernels";
import { arrayArgument, numberArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";

/** Reference functions that grow forests. */
export const FOREST: KernelTable = {
  "sklearn.ensemble.RandomForestClassifier": {
    ours: "trainForest, growTrees, joinForest, predictForest",
    reason: "the draws are others: agreement is that of two seeds of the reference",
    compute: forest,
    judge: judgeForest,
  },
};

function xArgument(given: GivenCase) {
  const { data, shape } = arrayArgument(given, "X");
  return { values: data, n: shape[0]!, f: shape[1]! };
}

/** Trained on `first N rows`, tried on the `last M`. */
function forest(given: GivenCase): Values {
  const { values, n, f } = xArgument(given);
  const classes = Uint16Array.from(arrayArgument(given, "y").data);
  const [train, test] = [
    /^first (\d+) rows$/.exec(String(given.params["train"]))?.[1],
    /^last (\d+)$/.exec(String(given.params["test"]))?.[1],
  ];
  if (train === undefined || test === undefined) throw new Unsupported("rows are parted in another way");
  if (given.params["max_features"] !== "sqrt") throw new Unsupported(`max_features is ${given.params["max_features"]}`);
  const features = Float32Array.from(values);
  const known = Number(train);
  const classCount = Math.max(...classes) + 1;
  const trained = trainForest({
    features: features.subarray(0, known * f),
    n: known,
    f,
    classes: classes.subarray(0, known),
    classCount,
    trees: numberArgument(given, "trees"),
    seed: 1,
  });
  const probabilities = predictForest(trained.forest, features.subarray((n - Number(test)) * f));
  const accuracy = shareRight(probabilities, classes.subarray(n - Number(test)), classCount);
  return {
    accuracy,
    accuracy_other_seeds: { data: Float64Array.of(accuracy), shape: [1] },
    oob: shareRight(trained.outOfBag, classes.subarray(0, known), classCount),
    probabilities: { data: probabilities, shape: [Number(test), classCount] },
    importances: { data: trained.importances, shape: [f] },
  };
}

function shareRight(probabilities: Float32Array, classes: Uint16Array, classCount: number): number {
  let right = 0;
  for (const [row, wanted] of classes.entries()) {
    const shares = probabilities.subarray(row * classCount, (row + 1) * classCount);
    if (shares.indexOf(Math.max(...shares)) === wanted) right++;
  }
  return right / classes.length;
}

function judgeForest(found: Values, expected: Values): Verdict {
  const accuracy = Math.abs((found["accuracy"] as number) - (expected["accuracy"] as number));
  const oob = Math.abs((found["oob"] as number) - (expected["oob"] as number));
  const [ours, theirs] = [dataOf(found, "probabilities"), dataOf(expected, "probabilities")];
  const apart = ours.reduce((sum: number, value, i) => sum + Math.abs(value - theirs[i]!), 0) / ours.length;
  const ranks = rankCorrelation(dataOf(found, "importances"), dataOf(expected, "importances"));
  return {
    right: accuracy <= 0.02 && oob <= 0.02 && apart < 0.05 && ranks > 0.9,
    how: `accuracy ${accuracy.toFixed(3)}, out of bag ${oob.toFixed(3)}, probabilities ${apart.toFixed(3)} apart, ranks ${ranks.toFixed(3)}`,
  };
}

function dataOf(values: Values, name: string): readonly number[] {
  return Array.from((values[name] as NdArray).data);
}

function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
    return values.map((_, i) => order.indexOf(i));
  };
  const [ra, rb] = [ranks(a), ranks(b)];
  const squares = ra.reduce((sum, rank, i) => sum + (rank - rb[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}
