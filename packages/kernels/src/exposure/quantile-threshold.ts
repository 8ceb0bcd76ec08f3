import type { PixelArray } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { histogram } from "./histogram.ts";

/**
 * Exact quantiles of the grey values, interpolated linearly between neighbours in rank (numpy's default).
 *
 * NaN samples are left out. The caller's pixels are neither changed nor reordered.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param quantiles - Each in 0..1.
 * @returns One grey value for each quantile.
 * @throws {ArgosyError} `invalid_argument` when a quantile is outside 0..1 or the plane has no sample.
 *
 * Time O(pixels) for samples of 8 and 16 bits, O(pixels log pixels) and one copy for others. As numpy's `quantile`.
 */
export function quantilesOf(plane: Plane, quantiles: readonly number[]): number[] {
  for (const q of quantiles)
    if (!(q >= 0 && q <= 1)) throw new ArgosyError("invalid_argument", "a quantile must lie in 0..1", { details: { quantile: q } });
  const { count, valueAt } = plane.data.BYTES_PER_ELEMENT <= 2 ? rankedByCounting(plane) : rankedBySorting(plane.data);
  if (count === 0) throw new ArgosyError("invalid_argument", "the plane has no sample to take a quantile of");
  return quantiles.map((q) => {
    const rank = q * (count - 1);
    const below = valueAt(Math.floor(rank));
    const above = valueAt(Math.ceil(rank));
    const share = rank - Math.floor(rank);
    // As numpy does it, from the nearer neighbour: then the result never leaves the interval by rounding.
    return share < 0.5 ? below + (above - below) * share : above - (above - below) * (1 - share);
  });
}

/**
 * The grey value below which a share of the pixels lies: {@link quantilesOf} for one quantile. Foreground is `> threshold` or `<= threshold`.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param quantile - 0..1.
 * @returns In grey values.
 * @throws {ArgosyError} `invalid_argument` as there.
 *
 * Time as {@link quantilesOf}. As numpy's `quantile`.
 */
export function quantileThreshold(plane: Plane, quantile: number): number {
  return quantilesOf(plane, [quantile])[0];
}

interface Ranked {
  readonly count: number;
  readonly valueAt: (rank: number) => number;
}

function rankedByCounting(plane: Plane): Ranked {
  const { counts, lowest } = histogram(plane);
  const valueAt = (rank: number): number => {
    let bin = 0;
    for (let passed = counts[0]; passed <= rank; ) passed += counts[++bin];
    return lowest + 0.5 + bin;
  };
  return { count: plane.data.length, valueAt };
}

function rankedBySorting(data: PixelArray): Ranked {
  // Typed arrays sort by number with NaN last.
  const sorted = data.slice().sort();
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  return { count, valueAt: (rank) => sorted[rank] };
}
