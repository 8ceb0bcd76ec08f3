import { refusal } from "@argosy/core";

/** What `trainForest` learns from, and how. */
export interface ForestTraining {
  /** `[n][f]`, row-major: the features of one row lie together. Values that are not finite count as missing. */
  readonly features: Float32Array;
  readonly n: number;
  readonly f: number;
  /** `[n]` class of each row, 0 to `classCount - 1`. */
  readonly classes: Uint16Array;
  readonly classCount: number;
  /** Number of trees, 1 to 10,000; default 300. */
  readonly trees?: number;
  /** How many features a node looks at, 1 to f; default the square root of f, rounded down. */
  readonly maxFeatures?: number;
  /** Fewest different rows in a leaf; default 1. */
  readonly minLeaf?: number;
  /** `balanced`: every class is drawn equally often, so a rare one counts as much as a common one; `none` (default): every row is. */
  readonly classWeights?: "balanced" | "none";
  /** Equal seeds give equal forests. */
  readonly seed: number;
  /** Called after each tree with the number grown; throw to stop. */
  readonly onTree?: (grown: number) => void;
}

/** The numbers of a training with their defaults. */
interface ForestSettings {
  readonly trees: number;
  readonly maxFeatures: number;
  readonly minLeaf: number;
}

const MOST_TREES = 10_000;

/**
 * The settings of a training, when it can be carried out.
 *
 * @throws {ArgosyError} `TOO_FEW_LABELS` when fewer than two classes have a row; `PARAM_INVALID` for a parameter out of range.
 */
export function checkTraining({ features, n, f, classes, classCount, ...given }: ForestTraining): ForestSettings {
  const settings = {
    trees: given.trees ?? 300,
    maxFeatures: given.maxFeatures ?? Math.max(1, Math.floor(Math.sqrt(f))),
    minLeaf: given.minLeaf ?? 1,
  };
  const invalid = (name: string, value: number) => refusal("PARAM_INVALID", `${name} is out of range`, { name, value });
  for (const [name, value] of Object.entries({ f, classCount, ...settings }))
    if (!Number.isSafeInteger(value) || value < 1) throw invalid(name, value);
  if (settings.trees > MOST_TREES) throw invalid("trees", settings.trees);
  if (settings.maxFeatures > f) throw invalid("maxFeatures", settings.maxFeatures);
  if (classCount > 65535) throw invalid("classCount", classCount);
  if (features.length !== n * f) throw invalid("features.length", features.length);
  if (classes.length !== n) throw invalid("classes.length", classes.length);
  for (const value of classes) if (value >= classCount) throw invalid("class", value);
  if (new Set(classes).size < 2) throw refusal("TOO_FEW_LABELS", "fewer than two classes have a row", { rows: n });
  return settings;
}
