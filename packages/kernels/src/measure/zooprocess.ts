import type { Labels, Plane } from "../array/plane.ts";
import { cornerHull } from "./corner-hull.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { fractalDimension } from "./fractal.ts";
import type { GreySamples } from "./grey-samples.ts";
import { createSamples, greyMoments, mostFrequent, readSamples } from "./grey-samples.ts";
import { requireSameSize, weightedCentroid } from "./intensity.ts";
import type { Moments } from "./moments.ts";
import { centralMoments, principalVariances } from "./moments.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns, runsOfMask } from "./object-runs.ts";
import { createWindow, fillWindowHoles, paintObject } from "./object-window.ts";
import { objectRows } from "./shape.ts";
import { tracedPerimeter, traceOutline } from "./traced-outline.ts";
import { ZOOPROCESS_COLUMNS } from "./zooprocess-columns.ts";

/** Where the image lies in a larger one, such as a crop in its scan. */
export interface ZooprocessOptions {
  /** Added to `bx` and `xstart`. */
  readonly left?: number;
  /** Added to `by` and `ystart`. */
  readonly top?: number;
}

/**
 * The measures of ZooProcess by ImageJ's definitions.
 *
 * Columns: {@link ZOOPROCESS_COLUMNS}. Grey values are taken over the object with its holes filled, also where another object lies
 * in a hole. An object that holds a sample that is not finite has NaN in every column of grey values.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param image - `[height, width]`, any sample type; not changed. ZooProcess has dark objects on white (255).
 * @param runs - The objects, where they are known already.
 * @throws {RangeError} when the sizes differ.
 *
 * Time O(pixels + sum of the boxes + n log n an object of floating-point samples).
 *
 * Source: G. Gorsky et al. (2010), J. Plankton Res. 32(3), 285-303, doi:10.1093/plankt/fbp124; ImageJ user guide.
 */
export function measureZooprocess(
  labels: Labels,
  image: Plane,
  { left = 0, top = 0 }: ZooprocessOptions = {},
  runs: ObjectRuns = findObjectRuns(labels),
): FeatureTable {
  requireSameSize(labels, image);
  const window = createWindow();
  const samples = createSamples();
  return fillTable(ZOOPROCESS_COLUMNS, runs.labels, (row, out) => {
    paintObject(runs, row, window);
    fillWindowHoles(window, 4);
    const filled = runsOfMask(window.mask, window, image);
    const perimeter = tracedPerimeter(traceOutline(window));
    const { first, last } = objectRows(filled, 0);
    readSamples(filled, 0, image.data, samples);
    const grey = measureGrey(filled, samples);
    const form = measureForm(centralMoments(filled, 0));
    const hull = cornerHull(first, last);
    const area = filled.areas[0];
    const exact = runs.areas[row];
    const [x0, y0, x1, y1] = runs.boxes.subarray(row * 4, row * 4 + 4);
    const x = form.x + 0.5 - x0;
    const y = form.y + 0.5 - y0;
    const xm = grey.x + 0.5 - x0;
    const ym = grey.y + 0.5 - y0;
    const distance = Math.hypot(xm - x, ym - y);
    const side = Math.sqrt(exact);
    const start = runs.starts[row];
    const roundness = (4 * Math.PI) / (perimeter * perimeter);
    out.set([area, grey.mean, grey.std, grey.mode, grey.min, grey.max, x, y, xm, ym, perimeter, x0 + left, y0 + top, x1 - x0, y1 - y0]);
    out.set([form.major, form.minor, form.angle, Math.min(1, area * roundness), hull.feret, grey.sum, grey.median], 15);
    out.set([grey.skewness, grey.kurtosis, (100 * (area - exact)) / area, runs.x0[start] + left, runs.y[start] + top, exact], 22);
    out.set([fractalDimension(window), ...grey.quarters, hull.perimeter, hull.area, Math.sqrt((4 * area) / Math.PI)], 28);
    out.set([form.major / form.minor, grey.max - grey.min, (grey.mean - grey.max) / (grey.mean - grey.min), distance], 35);
    out.set([(100 * grey.std) / grey.mean, (100 * grey.std) / (grey.max - grey.min), perimeter / side, hull.feret / side], 39);
    out.set([perimeter / hull.feret, perimeter / form.major, exact * roundness, distance / side], 43);
  });
}

/** The ellipse of ImageJ: direction and ratio of axes from the moments, each pixel a unit square, scaled to the area. */
function measureForm(moments: Moments) {
  const square = moments.n / 12;
  const widened = { ...moments, m20: moments.m20 + square, m02: moments.m02 + square };
  const { major, minor } = principalVariances(widened);
  const ratio = Math.sqrt(major / minor);
  const axis = Math.sqrt((4 * moments.n) / Math.PI);
  const turn = (-0.5 * Math.atan2(2 * moments.m11, moments.m20 - moments.m02) * 180) / Math.PI;
  return {
    x: moments.x,
    y: moments.y,
    major: axis * Math.sqrt(ratio),
    minor: axis / Math.sqrt(ratio),
    angle: turn < 0 ? turn + 180 : Math.abs(turn),
  };
}

interface GreyValues {
  readonly sum: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  readonly mode: number;
  readonly median: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly quarters: readonly number[];
  readonly x: number;
  readonly y: number;
}

function measureGrey(filled: ObjectRuns, samples: GreySamples): GreyValues {
  const { sorted, n } = samples;
  const { sum, mean, m2, m3, m4 } = greyMoments(samples);
  if (!Number.isFinite(sum)) return NO_GREY;
  const { x, y } = weightedCentroid(filled, 0, samples, sum);
  return {
    sum,
    mean,
    std: Math.sqrt((m2 * n) / (n - 1)),
    min: sorted[0],
    max: sorted[n - 1],
    mode: mostFrequent(samples),
    median: sorted[Math.floor(n / 2)],
    skewness: m3 / m2 ** 1.5,
    kurtosis: m4 / (m2 * m2) - 3,
    quarters: [0.25, 0.5, 0.75].map((share) => sorted[Math.ceil(share * n) - 1] - 1),
    x,
    y,
  };
}

const NO_GREY: GreyValues = {
  sum: Number.NaN,
  mean: Number.NaN,
  std: Number.NaN,
  min: Number.NaN,
  max: Number.NaN,
  mode: Number.NaN,
  median: Number.NaN,
  skewness: Number.NaN,
  kurtosis: Number.NaN,
  quarters: [Number.NaN, Number.NaN, Number.NaN],
  x: Number.NaN,
  y: Number.NaN,
};
