import { ArgosyError } from "@argosy/core";
import type { Labels, Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** What makes a peak in {@link localMaxima}. */
export interface PeakOptions {
  /** Peaks of one region lie farther apart than this many pixels in x or in y; whole, >= 1. */
  readonly minDistance: number;
  /** Regions that are looked at one by one, 0 = nowhere. Default: the whole plane as one. */
  readonly regions?: Labels | Mask;
  /** Peaks are above this value. Default: above the plane's smallest. */
  readonly above?: number;
}

/**
 * Local maxima: pixels that no pixel of their region within `minDistance` (in x and in y) exceeds.
 *
 * Of peaks too near to each other the higher one stays, of equal ones the first in raster order; so a plateau gives one peak for each
 * `minDistance`. NaN is never a peak. A constant plane has none.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns Offsets `y * width + x`, ascending.
 * @throws {ArgosyError} `invalid_argument` when `minDistance` is not a whole number of at least 1, sizes differ, or there is no pixel.
 *
 * Time O(pixels + candidates * minDistance^2). As scikit-image's peak_local_max without border exclusion.
 */
export function localMaxima(plane: Plane, { minDistance, regions, above }: PeakOptions): Uint32Array {
  const { data, width, height } = plane;
  if (!(Number.isInteger(minDistance) && minDistance >= 1))
    throw new ArgosyError("invalid_argument", "the distance between peaks must be a whole number above 0", { details: { minDistance } });
  requireOneSize(plane, regions);
  const limit = above ?? smallest(plane);
  const candidates: number[] = [];
  for (let i = 0; i < data.length; i++)
    if (data[i] > limit && regions?.data[i] !== 0 && isHighest(plane, regions, i, 1) && isHighest(plane, regions, i, minDistance))
      candidates.push(i);
  candidates.sort((a, b) => data[b] - data[a] || a - b);
  const taken = new Uint8Array(data.length);
  const peaks = candidates.filter((i) => {
    const free = !around({ width, height }, i, minDistance, (j) => taken[j] === 1 && regions?.data[j] === regions?.data[i]);
    if (free) taken[i] = 1;
    return free;
  });
  return Uint32Array.from(peaks).sort();
}

function isHighest(plane: Plane, regions: Labels | Mask | undefined, i: number, reach: number): boolean {
  const { data } = plane;
  return !around(plane, i, reach, (j) => data[j] > data[i] && regions?.data[j] === regions?.data[i]);
}

/** Whether any pixel within `reach` of pixel `i`, in x and in y, passes a test. */
function around(
  frame: { readonly width: number; readonly height: number },
  i: number,
  reach: number,
  test: (j: number) => boolean,
): boolean {
  const x = i % frame.width;
  const y = (i - x) / frame.width;
  const right = Math.min(frame.width - 1, x + reach);
  const bottom = Math.min(frame.height - 1, y + reach);
  for (let ny = Math.max(0, y - reach); ny <= bottom; ny++)
    for (let nx = Math.max(0, x - reach); nx <= right; nx++) if (test(ny * frame.width + nx)) return true;
  return false;
}

function smallest({ data }: Plane): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < data.length; i++) if (data[i] < least) least = data[i];
  return least;
}
