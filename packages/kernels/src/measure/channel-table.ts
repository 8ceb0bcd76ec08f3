import type { PixelArray } from "@argosy/core";
import { dtypeOf } from "@argosy/core";
import type { Labels, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { channelColumns } from "./channel-columns.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import type { GreySamples } from "./grey-samples.ts";
import { createSamples, fullestBin, greyMoments, mostFrequent, quantile, readSamples } from "./grey-samples.ts";
import { weightedCentroid } from "./intensity.ts";
import { GREY_BINS } from "./intensity-columns.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";

/**
 * The grey values of every object of a label image in every channel: mean, spread, extremes, median, sum, weighted centroid, mode.
 *
 * Columns: `mean.1`, `std.1`, `min.1`, `max.1`, `median.1`, `sum.1`, `centroid_weighted_x.1`, `centroid_weighted_y.1`, `mode.1`, then the
 * same of channel 2, and so on; all but the mode as in `measureIntensity`. The mode is the most frequent grey value, the smallest of several.
 * Samples in floating point hardly ever repeat: of these it is the middle of the fullest of 32 equal bins between the object's minimum and
 * maximum, the lowest of several. A value that does not exist is NaN: all of a channel in which the object holds a sample that is not
 * finite, and the weighted centroid where the samples add up to 0.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param channels - Each `[height, width]`, any sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or a channel has another size.
 *
 * Time O(pixels x channels); floating-point channels take O(n log n) an object.
 *
 * Source: scikit-image, skimage.measure.regionprops, and scipy.stats.mode (definitions); the middle of a bin as in ImageJ's mode of 32-bit images.
 */
export function measureChannels(labels: Labels, channels: readonly Plane[], runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  requireOneSize(labels, ...channels);
  const columns = channelColumns(channels.length);
  const samples = createSamples();
  return fillTable(columns, runs.labels, (row, out) => {
    for (const [c, { data }] of channels.entries()) {
      readSamples(runs, row, data, samples);
      const moments = greyMoments(samples);
      const values = out.subarray((c * columns.length) / channels.length, ((c + 1) * columns.length) / channels.length);
      if (!Number.isFinite(moments.sum)) {
        values.fill(Number.NaN);
        continue;
      }
      const centre = weightedCentroid(runs, row, samples, moments.sum);
      values.set([moments.mean, Math.sqrt(moments.m2), samples.sorted[0], samples.sorted[samples.n - 1], quantile(samples, 0.5)]);
      values.set([moments.sum, centre.x, centre.y, modeOf(samples, data)], 5);
    }
  });
}

function modeOf(samples: GreySamples, data: PixelArray): number {
  return dtypeOf(data).startsWith("float") ? fullestBin(samples, GREY_BINS) : mostFrequent(samples);
}
