/** Up to this number of rows every distinct value is a rank of its own; above, values are put into bins. */
const EXACT_ROWS = 4096;
const BINS = 255;

/**
 * Features replaced by ranks, so that splits are found by counting.
 *
 * Rank 0 is a missing value (anything not finite); ranks 1, 2, ... rise with the value.
 */
export interface FeatureRanks {
  readonly n: number;
  readonly featureCount: number;
  /** `[featureCount][n]` */
  readonly ranks: Uint16Array;
  /** For each feature: `[ranks]` the smallest value of each rank; entry 0 is unused. */
  readonly low: readonly Float32Array[];
  /** For each feature: `[ranks]` the greatest value of each rank. */
  readonly high: readonly Float32Array[];
}

/**
 * Rank the features.
 *
 * Up to 4,096 rows the ranks are exact; above, each feature has at most 255 bins of about equal size that never part equal values.
 *
 * @param features - `[n][featureCount]`, row-major.
 */
export function rankFeatures(features: Float32Array, n: number, featureCount: number): FeatureRanks {
  const ranks = new Uint16Array(n * featureCount);
  const low: Float32Array[] = [];
  const high: Float32Array[] = [];
  for (let f = 0; f < featureCount; f++) {
    const column = Float32Array.from({ length: n }, (_, row) => features[row * featureCount + f]);
    const sorted = column.filter(Number.isFinite).sort();
    const bins = cutBins(sorted, n <= EXACT_ROWS ? 0 : sorted.length / BINS);
    low.push(bins.low);
    high.push(bins.high);
    for (let row = 0; row < n; row++) if (Number.isFinite(column[row])) ranks[f * n + row] = findRank(bins.high, column[row]);
  }
  return { n, featureCount, ranks, low, high };
}

/** Bins of at least `size` values each, in which equal values stay together. */
function cutBins(sorted: Float32Array, size: number): { low: Float32Array; high: Float32Array } {
  const low = [Number.NaN];
  const high = [Number.NaN];
  let from = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && (sorted[i + 1] === sorted[i] || i + 1 - from < size)) continue;
    low.push(sorted[from]);
    high.push(sorted[i]);
    from = i + 1;
  }
  return { low: Float32Array.from(low), high: Float32Array.from(high) };
}

/** The first rank whose greatest value is not below `value`. */
function findRank(high: Float32Array, value: number): number {
  let from = 1;
  let to = high.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (high[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A threshold between two neighbouring ranks: the middle, never as high as the upper one. */
export function thresholdBetween({ low, high }: FeatureRanks, feature: number, lower: number, upper: number): number {
  const below = high[feature][lower];
  const above = low[feature][upper];
  const middle = below / 2 + above / 2;
  return middle >= below && middle < above ? middle : below;
}
