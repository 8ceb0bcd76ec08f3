import type { Labels, Plane } from "../array/plane.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable, selectColumns } from "./feature-table.ts";
import type { GreySamples } from "./grey-samples.ts";
import { createSamples, greyEntropy, greyMoments, greySum, quantile, readSamples } from "./grey-samples.ts";
import { GREY_BINS, INTENSITY_COLUMNS } from "./intensity-columns.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { measureTexture } from "./texture.ts";

/**
 * The grey values of every object of a label image.
 *
 * Columns: {@link INTENSITY_COLUMNS}. Holes are left out. `mean`, `std`, `min`, `max`, `median` and the weighted centroid are
 * those of scikit-image's `regionprops`, skewness and kurtosis those of `scipy.stats`. An object that holds a sample that is not
 * finite has NaN in every column; texture is NaN where a neighbouring sample is not finite.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param image - `[height, width]`, any sample type; not changed.
 * @param runs - The objects as {@link findObjectRuns} gives them, where they are known already.
 * @param names - The columns that are asked for, which the table then has in the order of {@link INTENSITY_COLUMNS}; default: all. With no
 *   other than `mean`, `sum`, `min` and `max` every sample is read once, which takes a tenth of the time.
 * @throws {RangeError} when the sizes differ, or there is no such column.
 *
 * Time O(pixels); floating-point images take O(n log n) an object where more is asked for than that.
 *
 * Source: scikit-image, skimage.measure.regionprops, and scipy.stats (definitions).
 */
export function measureIntensity(
  labels: Labels,
  image: Plane,
  runs: ObjectRuns = findObjectRuns(labels),
  names: readonly string[] = NAMES,
): FeatureTable {
  requireSameSize(labels, image);
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new RangeError(`there is no column ${unknown}`);
  if (names.every((name) => PLAIN.includes(name))) return measureRange(image, runs, names);
  const all = measureAll(labels, image, runs);
  return names.length === NAMES.length ? all : selectColumns(all, names);
}

const NAMES = INTENSITY_COLUMNS.map(({ name }) => name);
/** What one look at each sample tells. */
const PLAIN = ["mean", "min", "max", "sum"];

function measureRange(image: Plane, runs: ObjectRuns, names: readonly string[]): FeatureTable {
  const samples = createSamples();
  const columns = INTENSITY_COLUMNS.filter(({ name }) => names.includes(name));
  return fillTable(columns, runs.labels, (row, out) => {
    const { min, max } = readSamples(runs, row, image.data, samples, false);
    const sum = greySum(samples);
    const values: Readonly<Record<string, number>> = { mean: sum / samples.n, min, max, sum };
    for (const [i, { name }] of columns.entries()) out[i] = Number.isFinite(sum) ? values[name] : Number.NaN;
  });
}

function measureAll(labels: Labels, image: Plane, runs: ObjectRuns): FeatureTable {
  const samples = createSamples();
  return fillTable(INTENSITY_COLUMNS, runs.labels, (row, out) => {
    readSamples(runs, row, image.data, samples);
    const moments = greyMoments(samples);
    if (!Number.isFinite(moments.sum)) {
      out.fill(Number.NaN);
      return;
    }
    const centre = weightedCentroid(runs, row, samples, moments.sum);
    const texture = measureTexture(runs, row, labels, image);
    out[0] = moments.mean;
    out[1] = Math.sqrt(moments.m2);
    out[2] = samples.sorted[0];
    out[3] = samples.sorted[samples.n - 1];
    out[4] = quantile(samples, 0.5);
    out[5] = moments.sum;
    out[6] = moments.m3 / moments.m2 ** 1.5;
    out[7] = moments.m4 / (moments.m2 * moments.m2) - 3;
    out[8] = quantile(samples, 0.05);
    out[9] = quantile(samples, 0.25);
    out[10] = quantile(samples, 0.75);
    out[11] = quantile(samples, 0.95);
    out[12] = centre.x;
    out[13] = centre.y;
    out[14] = greyEntropy(samples, GREY_BINS);
    out[15] = texture.gradientMean;
    out[16] = texture.gradientInner;
    out[17] = texture.gradientEdge;
    out[18] = texture.gradientStd;
    out[19] = texture.laplacianStd;
    out[20] = texture.localStd;
  });
}

/** Refuse planes of different size: they cannot show the same scene. */
export function requireSameSize(labels: Plane, image: Plane): void {
  if (labels.width !== image.width || labels.height !== image.height)
    throw new RangeError(`labels are ${labels.width} x ${labels.height}, the image is ${image.width} x ${image.height}`);
}

/** Mean pixel index weighted by grey value, from samples that {@link readSamples} read of the same object. */
export function weightedCentroid(runs: ObjectRuns, row: number, { raster }: GreySamples, sum: number) {
  const { starts, y, x0, x1 } = runs;
  const left = runs.boxes[row * 4];
  const top = runs.boxes[row * 4 + 1];
  let sumX = 0;
  let sumY = 0;
  let at = 0;
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    let inRow = 0;
    for (let x = x0[r]; x < x1[r]; x++) {
      const value = raster[at++];
      inRow += value;
      sumX += value * (x - left);
    }
    sumY += inRow * (y[r] - top);
  }
  return { x: left + sumX / sum, y: top + sumY / sum };
}
