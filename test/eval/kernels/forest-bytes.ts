import type { Forest } from "@argosy/kernels";
import { decodeForest, encodeForest, packForest, predictForest, randomSource, shuffle } from "@argosy/kernels";
import { arrayArgument, listOf, numberArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";

/** Reference functions on forests as bytes, and on the draws that trees are grown by. */
export const FOREST_BYTES: KernelTable = {
  "numpy.ndarray.tobytes": { ours: "encodeForest", reason: "", compute: encoded },
  "numpy.frombuffer": { ours: "decodeForest", reason: "", compute: decoded },
  "numpy.nextafter of thresholds": {
    ours: "packForest",
    reason: "",
    compute: (given) => ({ words: listOf(Array.from(packForest(forestArgument(given)).words, (word) => word >>> 0)) }),
  },
  "sklearn.ensemble.RandomForestClassifier.predict_proba": {
    ours: "predictForest, decodeForest, packForest",
    reason: "shares are stored in 32 bits",
    compute(given) {
      const forest = forestArgument(given);
      const { data, shape } = arrayArgument(given, "rows");
      return { probabilities: { data: predictForest(forest, Float32Array.from(data)), shape: [shape[0]!, forest.classCount] } };
    },
  },
  "Durstenfeld's shuffle by xoshiro128**": {
    ours: "shuffle, randomSource",
    reason: "",
    compute(given) {
      const order = Uint32Array.from({ length: numberArgument(given, "count") }, (_, i) => i);
      shuffle(order, randomSource(numberArgument(given, "seed")));
      return { order: listOf(Array.from(order)) };
    },
  },
};

function forestArgument(given: GivenCase): Forest {
  return decodeForest(Uint8Array.from(arrayArgument(given, "bytes").data));
}

function encoded(given: GivenCase): Values {
  const valuesOf = (name: string) => arrayArgument(given, name).data;
  const bytes = encodeForest({
    featureCount: numberArgument(given, "features"),
    classCount: numberArgument(given, "classes"),
    treeStarts: Uint32Array.from(valuesOf("tree_starts")),
    feature: Int32Array.from(valuesOf("feature")),
    threshold: new Float64Array(Uint32Array.from(valuesOf("threshold_bits")).buffer),
    missingLeft: Uint8Array.from(valuesOf("missing_left")),
    next: Uint32Array.from(valuesOf("next")),
    leaves: Float32Array.from(valuesOf("leaves")),
  });
  return { bytes: listOf(Array.from(bytes)) };
}

function decoded(given: GivenCase): Values {
  const { featureCount, classCount, treeStarts, feature, threshold, missingLeft, next, leaves } = forestArgument(given);
  return {
    features: featureCount,
    classes: classCount,
    tree_starts: listOf(Array.from(treeStarts)),
    feature: listOf(Array.from(feature)),
    threshold_bits: listOf(Array.from(new Uint32Array(threshold.buffer))),
    missing_left: listOf(Array.from(missingLeft)),
    next: listOf(Array.from(next)),
    leaves: { data: leaves, shape: [leaves.length / classCount, classCount] },
  };
}
