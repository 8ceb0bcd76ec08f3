import { balancedAccuracy, confusionMatrix, mostProbableClass, predictForest, stratifiedFolds, trainForest } from "@argosy/kernels";

/** Rows of features with their classes. */
export interface Rows {
  readonly features: readonly Float32Array[];
  readonly classes: Uint16Array;
  readonly classCount: number;
}

/** How the forest is grown. */
export interface ForestSettings {
  readonly trees: number;
  readonly minLeaf: number;
  readonly classWeights: "balanced" | "none";
}

/**
 * Confusion matrix of a forest that judges each row without having seen it: k stratified folds, each judged by a forest of the others.
 */
export function crossValidate({ features, classes, classCount }: Rows, k: number, settings: ForestSettings, seed: number): Uint32Array {
  const folds = stratifiedFolds(classes, k, seed);
  const f = features[0]!.length;
  const predicted = new Uint16Array(classes.length);
  for (let fold = 0; fold < k; fold++) {
    const train = Array.from(classes.keys()).filter((row) => folds[row] !== fold);
    const judge = Array.from(classes.keys()).filter((row) => folds[row] === fold);
    const { forest } = trainForest({
      ...settings,
      features: stack(train.map((row) => features[row]!)),
      n: train.length,
      f,
      classes: Uint16Array.from(train, (row) => classes[row]!),
      classCount,
      seed: seed * 1000 + fold,
    });
    const found = mostProbableClass(predictForest(forest, stack(judge.map((row) => features[row]!))), classCount);
    judge.forEach((row, i) => {
      predicted[row] = found[i]!;
    });
  }
  return confusionMatrix(classes, predicted, classCount);
}

function stack(rows: readonly Float32Array[]): Float32Array {
  const width = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    all.set(row, i * width);
  });
  return all;
}

/** Mean and standard deviation (divided by n - 1) of the balanced accuracies of several confusion matrices. */
export function summarise(
  matrices: readonly Uint32Array[],
  classCount: number,
): { readonly mean: number; readonly sd: number; readonly each: readonly number[] } {
  const each = matrices.map((matrix) => balancedAccuracy(matrix, classCount));
  const mean = each.reduce((a, b) => a + b, 0) / each.length;
  const sd = Math.sqrt(each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (each.length - 1));
  return { mean, sd, each };
}
