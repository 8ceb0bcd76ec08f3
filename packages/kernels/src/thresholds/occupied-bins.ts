import { ArgosyError } from "@argosy/core";

/**
 * The bins of a histogram that hold a pixel, upwards.
 *
 * @throws {ArgosyError} `invalid_argument` when there is none.
 *
 * Time O(bins).
 */
export function occupiedBins(counts: Uint32Array): Uint32Array {
  let occupied = 0;
  for (let bin = 0; bin < counts.length; bin++) occupied += Number(counts[bin] > 0);
  if (occupied === 0) throw new ArgosyError("invalid_argument", "the histogram holds no pixel", { details: { bins: counts.length } });
  const bins = new Uint32Array(occupied);
  for (let bin = 0, at = 0; bin < counts.length; bin++) if (counts[bin] > 0) bins[at++] = bin;
  return bins;
}
