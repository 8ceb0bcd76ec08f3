import type { ForestTraining } from "./forest-training.ts";
import { checkTraining } from "./forest-training.ts";
import { growTrees } from "./grow-trees.ts";
import type { TrainedForest } from "./join-forest.ts";
import { joinForest } from "./join-forest.ts";

/**
 * Train a random forest for classification.
 *
 * Each tree learns from n rows drawn with replacement, weighed by how often each was drawn, and splits by the greatest decrease of Gini's impurity among `maxFeatures`
 * features drawn anew in each node (constant ones do not count). Up to 4,096 rows all thresholds are tried, above the borders of
 * 255 bins. Missing values go to the side where they helped in training. To spread the trees over threads use `growTrees` and `joinForest`: the
 * forest is the same.
 *
 * @param training - Its features `[n][f]`; not changed.
 * @throws {ArgosyError} `TOO_FEW_LABELS` when fewer than two classes have a row; `PARAM_INVALID` for a parameter out of range.
 *
 * Time O(trees x maxFeatures x n log n x depth).
 *
 * Source: L. Breiman (2001), Machine Learning 45, 5-32, doi:10.1023/A:1010933404324; balanced draws: C. Chen, A. Liaw, L. Breiman
 * (2004), Using random forest to learn imbalanced data, report 666, University of California, Berkeley.
 */
export function trainForest(training: ForestTraining): TrainedForest {
  const { trees } = checkTraining(training);
  return joinForest(training, [growTrees(training, 0, trees, training.onTree)]);
}
