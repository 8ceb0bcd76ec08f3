import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * Li's threshold: between the means of the two sides, their logarithmic mean, found by iterating from the mean of all.
 *
 * Grey values are counted from the smallest, so that the result moves along with them. NaN and infinite samples are left out. The
 * iteration ends when the threshold moves by at most half the smallest step between two grey values, or after 10,000 rounds.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns A grey value; foreground is `> threshold`. A constant plane gives its value.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or none with a finite value.
 *
 * Time O(values log values + rounds * log values); a sorted copy with prefix sums.
 *
 * Source: C. H. Li, P. K. S. Tam (1998), Pattern Recognition Letters 18(8), 771-776, doi:10.1016/S0167-8655(98)00057-9;
 * conventions of scikit-image's threshold_li.
 */
export function liThreshold(plane: Plane): number {
  requireSamples(plane);
  const sorted = Float64Array.from(plane.data.filter((value: number) => Number.isFinite(value))).sort();
  if (sorted.length === 0) throw new ArgosyError("invalid_argument", "the plane has no finite sample");
  const lowest = sorted[0];
  const sums = new Float64Array(sorted.length + 1);
  let step = Number.POSITIVE_INFINITY;
  for (let i = 0; i < sorted.length; i++) {
    sums[i + 1] = sums[i] + (sorted[i] - lowest);
    if (i > 0 && sorted[i] > sorted[i - 1]) step = Math.min(step, sorted[i] - sorted[i - 1]);
  }
  if (step === Number.POSITIVE_INFINITY) return lowest;
  let next = sums[sorted.length] / sorted.length;
  for (let round = 0, before = next - 2 * step; round < MOST_ROUNDS && Math.abs(next - before) > step / 2; round++) {
    before = next;
    const below = countUpTo(sorted, lowest + before);
    const low = sums[below] / below;
    if (below === sorted.length || low === 0) break;
    const high = (sums[sorted.length] - sums[below]) / (sorted.length - below);
    next = (low - high) / (Math.log(low) - Math.log(high));
  }
  return next + lowest;
}

const MOST_ROUNDS = 10_000;

/** How many of the sorted values are at most `limit`. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] <= limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
