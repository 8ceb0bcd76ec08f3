import { accuracy, balancedAccuracy, confusionMatrix, mostProbableClass, recalls, wilsonInterval } from "@argosy/kernels";
import { arrayArgument, listOf, numberArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that tell how good predictions are. */
export const SCORES: KernelTable = {
  "sklearn.metrics.confusion_matrix": {
    ours: "confusionMatrix, accuracy, recalls, balancedAccuracy",
    reason: "results are stored in 32 bits",
    compute(given) {
      const [actual, predicted] = ["y_true", "y_pred"].map((name) => Uint16Array.from(arrayArgument(given, name).data));
      const count = numberArgument(given, "classes");
      const matrix = confusionMatrix(actual!, predicted!, count);
      return {
        matrix: { data: matrix, shape: [count, count] },
        accuracy: accuracy(matrix, count),
        recalls: listOf(Array.from(recalls(matrix, count))),
        balanced: balancedAccuracy(matrix, count),
      };
    },
  },
  "numpy.argmax": {
    ours: "mostProbableClass",
    reason: "",
    compute(given) {
      const { data, shape } = arrayArgument(given, "probabilities");
      return { classes: listOf(Array.from(mostProbableClass(Float32Array.from(data), shape[1]!))) };
    },
  },
  "scipy.stats.binomtest": {
    ours: "wilsonInterval",
    reason: "",
    compute(given) {
      const { low, high } = wilsonInterval(numberArgument(given, "k"), numberArgument(given, "n"));
      return { low, high };
    },
  },
};
