import { ArgosyError } from "@argosy/core";
import type { Labels, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { createWindow, paintObject } from "./object-window.ts";
import { radialColumns } from "./radial-columns.ts";
import type { RingMap } from "./ring-map.ts";
import { EIGHTHS, ringMap } from "./ring-map.ts";

/** How {@link measureRadial} divides an object. */
export interface RadialOptions {
  /** Rings from the centre to the edge, 2 to 32; default 4. */
  readonly rings?: number;
}

/**
 * How the grey values of every object of a label image spread from its centre to its edge, in every channel.
 *
 * Columns for 4 rings: `ring_1_of_4_fraction.1`, `ring_1_of_4_mean_fraction.1`, `ring_1_of_4_variation.1`, the same of the other rings, then
 * of channel 2, and so on. Rings and values are those of CellProfiler, scaled to each object: the centre is the pixel farthest from the
 * edge; a pixel with a way d from there inside the object (steps of 1 and sqrt(2)) and a distance e to the background is at
 * d / (d + e + 0.001) of the way; the variation is that of the mean grey values in eight directions. Holes are left out, as are parts of an
 * object that do not hang together with the centre's.
 *
 * Three things differ from there. The border of the image is an edge, as everywhere here, rather than nothing. Of several pixels equally
 * far from the edge the first in reading order is the centre, rather than any. What a ring without pixels has no value for is NaN rather
 * than 0; its share of the sum is 0. A value that does not exist is NaN: the variation of a ring without light, and all of a channel where the
 * object's samples are not finite or add up to 0.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param channels - Each `[height, width]`, any sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, a channel has another size, or the rings are not 2 to 32.
 *
 * Time O(sum of the boxes + pixels x channels).
 *
 * Source: CellProfiler 4, MeasureObjectIntensityDistribution (definitions); D. R. Stirling et al. (2021), BMC Bioinformatics 22, 433,
 * doi:10.1186/s12859-021-04344-9.
 */
export function measureRadial(
  labels: Labels,
  channels: readonly Plane[],
  { rings = 4 }: RadialOptions = {},
  runs: ObjectRuns = findObjectRuns(labels),
): FeatureTable {
  requireOneSize(labels, ...channels);
  if (!(Number.isInteger(rings) && rings >= 2 && rings <= 32))
    throw new ArgosyError("invalid_argument", "the rings of an object must be 2 to 32", { details: { rings } });
  const columns = radialColumns(rings, channels.length);
  const window = createWindow();
  return fillTable(columns, runs.labels, (row, out) => {
    paintObject(runs, row, window);
    const map = ringMap(window, rings);
    for (const [c, channel] of channels.entries())
      measureRings(sumsByPlace(runs, row, channel, map), out.subarray(3 * rings * c, 3 * rings * (c + 1)));
  });
}

/** Sum of the samples, and number of pixels, in every eighth of every ring. */
interface PlaceSums {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
}

function sumsByPlace({ starts, y, x0, x1 }: ObjectRuns, row: number, { data, width }: Plane, map: RingMap): PlaceSums {
  const sums = new Float64Array(map.rings * EIGHTHS);
  const counts = new Uint32Array(map.rings * EIGHTHS);
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    const toWindow = (y[r] - map.top) * map.width - map.left;
    for (let x = x0[r]; x < x1[r]; x++) {
      const place = map.places[toWindow + x];
      if (place < 0) continue;
      sums[place] += data[y[r] * width + x];
      counts[place]++;
    }
  }
  return { sums, counts };
}

function measureRings({ sums, counts }: PlaceSums, out: Float64Array): void {
  const total = sums.reduce((a, b) => a + b);
  const pixels = counts.reduce((a, b) => a + b);
  if (!Number.isFinite(total) || total === 0) {
    out.fill(Number.NaN);
    return;
  }
  for (let from = 0, at = 0; from < sums.length; from += EIGHTHS, at += 3) {
    let sum = 0;
    let count = 0;
    const means: number[] = [];
    for (let place = from; place < from + EIGHTHS; place++) {
      if (counts[place] === 0) continue;
      sum += sums[place];
      count += counts[place];
      means.push(sums[place] / counts[place]);
    }
    out[at] = sum / total;
    out[at + 1] = out[at] / (count / pixels);
    out[at + 2] = variation(means);
  }
}

function variation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
  return Math.sqrt(squares / values.length) / mean;
}
