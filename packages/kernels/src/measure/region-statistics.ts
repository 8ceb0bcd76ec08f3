import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** Statistics of the grey values of a region. */
export interface RegionStatistics {
  /** Pixels with a finite sample. */
  readonly count: number;
  /** Pixels whose sample is NaN or infinite, which take no part. */
  readonly missing: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Divided by n. */
  readonly std: number;
  /** The mean of the two middle values of an even number. */
  readonly median: number;
  readonly sum: number;
}

/**
 * Statistics of the grey values under a mask, such as one that `polygonMask` made of any polygon.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @param region - Other than 0 = inside.
 * @returns Without a finite sample all but `count`, `missing` and `sum` are NaN.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(pixels + n log n), n = pixels inside. As scipy's `labeled_comprehension` with the functions of numpy.
 */
export function regionStatistics(image: Plane, region: Mask): RegionStatistics {
  requireOneSize(image, region);
  const values: number[] = [];
  let missing = 0;
  for (let i = 0; i < region.data.length; i++) {
    if (region.data[i] === 0) continue;
    if (Number.isFinite(image.data[i])) values.push(image.data[i]);
    else missing++;
  }
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const sum = values.reduce((a, b) => a + b, 0);
  const mean = sum / n;
  const squares = values.reduce((a, b) => a + (b - mean) * (b - mean), 0);
  const nothing = n === 0;
  return {
    count: n,
    missing,
    min: nothing ? Number.NaN : sorted[0],
    max: nothing ? Number.NaN : sorted[n - 1],
    mean,
    std: Math.sqrt(squares / n),
    median: nothing ? Number.NaN : (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2,
    sum,
  };
}
