import {
  kMeans,
  measureScale,
  nearestClasses,
  predictLogistic,
  principalComponents,
  projectRows,
  scaleRows,
  trainLogistic,
} from "@argosy/kernels";
import { arrayArgument, numberArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import { FOLDS } from "./folds.ts";
import { FOREST } from "./forest.ts";
import { FOREST_BYTES } from "./forest-bytes.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";
import { SCORES } from "./scores.ts";

/** Reference functions that learn from examples. */
export const LEARN: KernelTable = {
  ...FOREST,
  ...FOREST_BYTES,
  ...FOLDS,
  ...SCORES,
  "sklearn.decomposition.PCA": {
    ours: "principalComponents, projectRows",
    reason: "inputs have 32 bits, the sign of a component is free",
    compute(given) {
      const { n, f, values } = rowsArgument(given, "X");
      const count = numberArgument(given, "n_components");
      const found = principalComponents({ values, n, f }, count);
      return {
        components: { data: found.components, shape: [count, f] },
        explained_variance: { data: found.variances, shape: [count] },
        ratio: { data: found.ratios, shape: [count] },
        mean: { data: found.mean, shape: [f] },
        scores: { data: projectRows({ values, n, f }, found), shape: [n, count] },
      };
    },
    judge: upToSigns,
  },
  "sklearn.preprocessing.StandardScaler": {
    ours: "measureScale, scaleRows",
    reason: "sums are rounded in another order",
    compute(given) {
      const rows = rowsArgument(given, "X");
      const { mean, deviation } = measureScale(rows);
      const scaled = scaleRows(rows, { mean, deviation });
      return {
        mean: { data: mean, shape: [rows.f] },
        scale: { data: deviation, shape: [rows.f] },
        scaled: { data: scaled, shape: [rows.n, rows.f] },
      };
    },
  },
  "sklearn.neighbors.KNeighborsClassifier": {
    ours: "nearestClasses",
    reason: "inputs have 32 bits",
    compute(given) {
      const known = knownRows(given);
      const rows = rowsArgument(given, "test");
      const shares = nearestClasses(known, rows, numberArgument(given, "n_neighbors", 5));
      return { probabilities: { data: shares, shape: [rows.n, known.classCount] } };
    },
  },
  "sklearn.linear_model.LogisticRegression": {
    ours: "trainLogistic, predictLogistic",
    reason: "both stop a little before the slope is 0",
    compute(given) {
      const known = knownRows(given);
      const rows = rowsArgument(given, "test");
      const shares = predictLogistic(trainLogistic(known, { c: numberArgument(given, "C", 1) }), rows);
      return { probabilities: { data: shares, shape: [rows.n, known.classCount] } };
    },
  },
  "sklearn.cluster.KMeans": {
    ours: "kMeans",
    reason: "sums are rounded in another order",
    compute(given) {
      const rows = rowsArgument(given, "X");
      const k = numberArgument(given, "k");
      const iterations = numberArgument(given, "max_iter", 300);
      const { groups, centres, inertia } = kMeans(rows, { k, iterations, start: arrayArgument(given, "init").data });
      return { labels: { data: groups, shape: [rows.n] }, centres: { data: centres, shape: [k, rows.f] }, inertia };
    },
    judge: sameGroups,
  },
};

function rowsArgument(given: GivenCase, name: string) {
  const { data, shape } = arrayArgument(given, name);
  return { values: data, n: shape[0]!, f: shape[1]! };
}

function knownRows(given: GivenCase) {
  const classes = Uint16Array.from(arrayArgument(given, "y").data);
  return { ...rowsArgument(given, "X"), classes, classCount: Math.max(...classes) + 1 };
}

/** Components may point the other way, and their scores with them. */
function upToSigns(found: Values, expected: Values): Verdict {
  const [ours, theirs] = [dataOf(found, "components"), dataOf(expected, "components")];
  const [count, f] = (expected["components"] as NdArray).shape as [number, number];
  const signs = Array.from({ length: count }, (_, c) => {
    let sum = 0;
    for (let i = 0; i < f; i++) sum += ours[c * f + i]! * theirs[c * f + i]!;
    return Math.sign(sum);
  });
  let farthest = 0;
  for (const name of Object.keys(expected)) {
    const [a, b] = [dataOf(found, name), dataOf(expected, name)];
    const sign = (i: number) => (name === "components" ? signs[Math.floor(i / f)]! : name === "scores" ? signs[i % count]! : 1);
    for (const [i, value] of a.entries()) farthest = Math.max(farthest, Math.abs(value * sign(i) - b[i]!));
  }
  return { right: farthest <= 1e-3, how: `farthest ${farthest.toPrecision(2)}` };
}

function sameGroups(found: Values, expected: Values): Verdict {
  const theirs = dataOf(expected, "labels");
  const others = dataOf(found, "labels").filter((group, i) => group !== theirs[i]).length;
  const centres = dataOf(expected, "centres");
  const farthest = dataOf(found, "centres").reduce((far, value, i) => Math.max(far, Math.abs(value - centres[i]!)), 0);
  const inertia = Math.abs((found["inertia"] as number) / (expected["inertia"] as number) - 1);
  return {
    right: others === 0 && farthest <= 1e-3 && inertia <= 1e-4,
    how: `${others} other groups, centres ${farthest.toPrecision(2)} apart`,
  };
}

function dataOf(values: Values, name: string): readonly number[] {
  return Array.from((values[name] as NdArray).data);
}
