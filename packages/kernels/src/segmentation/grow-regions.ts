import { ArgosyError } from "@argosy/core";
import type { Labels, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "./label.ts";
import type { NeighbourSteps } from "./neighbours.ts";
import { neighbourSteps } from "./neighbours.ts";
import type { PixelQueue } from "./pixel-queue.ts";
import { createPixelQueue } from "./pixel-queue.ts";

/**
 * Regions that grow from seeds, all at once: the pixel that is most like the seed of a region beside it joins that region, again and again.
 *
 * How unlike a pixel is to a seed is the distance of its value to the mean of the seed's finite samples, in grey values; the means stay as
 * they were at the start. Of equally unlike pixels the one that came to lie beside a region first goes first: regions are looked at in the
 * order in which their pixels joined, seeds in raster order, neighbours in the order up, left, right, down, then the diagonals. Pixels beyond
 * the tolerance, and those that are not finite, join nothing; seeds stay whole whatever they hold. From one seed of one pixel the region of
 * integers is that of {@link growRegion}.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @param seeds - Other than 0 = a seed, whose pixels need not touch; not changed.
 * @param tolerance - In grey values, >= 0, on both sides of a seed's mean.
 * @param connectivity - 8 (the default) or 4.
 * @returns New labels: the numbers of the seeds, 0 where no region came. Without a seed all 0.
 * @throws {ArgosyError} `invalid_argument` for planes without pixels or of two sizes, or a tolerance that is not >= 0.
 *
 * Time O(n log n), n = pixels reached.
 *
 * Source: R. Adams, L. Bischof (1994), IEEE Trans. Pattern Anal. 16(6), 641-647, doi:10.1109/34.295913, with means that are not updated.
 */
export function growRegions(image: Plane, seeds: Labels, tolerance: number, connectivity: Connectivity = 8): Labels {
  requireOneSize(image, seeds);
  if (!(tolerance >= 0)) throw new ArgosyError("invalid_argument", "a tolerance must be at least 0", { details: { tolerance } });
  const labels = seeds.data.slice();
  const growth = startGrowth(image, labels, tolerance, connectivity);
  const means = seedMeans(image, seeds);
  for (let i = 0; i < labels.length; i++) if (seeds.data[i] !== 0) offerBeside(growth, i, means.get(labels[i])!);
  const { queue } = growth;
  while (queue.pop()) {
    const { pixel, source } = queue;
    if (labels[pixel] !== 0) continue;
    labels[pixel] = labels[source];
    offerBeside(growth, pixel, means.get(labels[pixel])!);
  }
  return { data: labels, width: image.width, height: image.height };
}

interface Growth {
  readonly image: Plane;
  readonly labels: Uint32Array;
  readonly tolerance: number;
  readonly steps: NeighbourSteps;
  readonly queue: PixelQueue;
  /** How unlike each pixel was at its best offer: one that is no better comes too late. */
  readonly best: Float64Array;
}

function startGrowth(image: Plane, labels: Uint32Array, tolerance: number, connectivity: Connectivity): Growth {
  const best = new Float64Array(labels.length).fill(Number.POSITIVE_INFINITY);
  return { image, labels, tolerance, steps: neighbourSteps(connectivity), queue: createPixelQueue(), best };
}

/** Offers the free pixels beside one to its region. */
function offerBeside({ image, labels, tolerance, steps, queue, best }: Growth, pixel: number, mean: number): void {
  const { data, width, height } = image;
  const { dx, dy } = steps;
  const x = pixel % width;
  const y = (pixel - x) / width;
  for (let k = 0; k < dx.length; k++) {
    const nx = x + dx[k];
    const ny = y + dy[k];
    if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
    const next = ny * width + nx;
    if (labels[next] !== 0) continue;
    const unlike = Math.abs(data[next] - mean);
    if (!(unlike <= tolerance && unlike < best[next])) continue;
    best[next] = unlike;
    queue.push(unlike, next, pixel);
  }
}

/** The mean of the finite samples of each seed; NaN without any, which is like nothing. */
function seedMeans({ data }: Plane, seeds: Labels): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let i = 0; i < data.length; i++) {
    const label = seeds.data[i];
    if (label === 0) continue;
    const own = sums.get(label) ?? { sum: 0, count: 0 };
    sums.set(label, own);
    if (!Number.isFinite(data[i])) continue;
    own.sum += data[i];
    own.count++;
  }
  return new Map(Array.from(sums, ([label, { sum, count }]) => [label, sum / count]));
}
