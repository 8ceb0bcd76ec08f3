import { ArgosyError } from "@argosy/core";
import { occupiedBins } from "./occupied-bins.ts";

/**
 * Otsu's thresholds of a histogram for several classes: the splits between which the variance between classes is greatest.
 *
 * Of equally good splits the lowest are returned. With fewer occupied bins than classes every occupied bin is a class of its own.
 *
 * @param counts - `[n]` number of pixels in each bin; n >= 1.
 * @param classes - Whole number >= 2.
 * @returns Up to `classes - 1` bins, upwards: class k holds the bins above threshold k - 1 up to threshold k. None for a single occupied bin.
 * @throws {ArgosyError} `invalid_argument` when the histogram holds no pixel or `classes` is no whole number >= 2.
 *
 * Time O(classes * b log b), memory O(classes * b) for b occupied bins: the best last split never moves down when bins are added.
 *
 * Source: P.-S. Liao, T.-S. Chen, P.-C. Chung (2001), J. Inf. Sci. Eng. 17(5), 713-727.
 */
export function multiOtsuThresholds(counts: Uint32Array, classes: number): number[] {
  if (!(Number.isInteger(classes) && classes >= 2))
    throw new ArgosyError("invalid_argument", "classes must be a whole number above 1", { details: { classes } });
  const bins = occupiedBins(counts);
  if (bins.length <= classes) return Array.from(bins.subarray(0, -1));
  const sums = prefixSums(counts, bins);
  let best: Float64Array = Float64Array.from({ length: bins.length }, (_, end) => spread(sums, 0, end));
  const splits: Uint32Array[] = [];
  for (let k = 1; k < classes; k++) {
    const next: Level = { before: best, best: new Float64Array(bins.length).fill(-1), split: new Uint32Array(bins.length) };
    fillLevel(sums, next, { from: k, to: bins.length - 1, low: k, high: bins.length - 1 });
    splits.push(next.split);
    best = next.best;
  }
  const thresholds: number[] = [];
  for (let k = classes - 2, end = bins.length - 1; k >= 0; k--) {
    end = splits[k][end] - 1;
    thresholds.unshift(bins[end]);
  }
  return thresholds;
}

/** Sums over the occupied bins before each place: of pixels, and of pixels times their distance from the mean bin. */
interface Sums {
  readonly pixels: Float64Array;
  readonly moments: Float64Array;
}

/** `best[end]`: the greatest spread of the bins up to `end` in one class more than `before`; `split[end]`: where its last class begins. */
interface Level {
  readonly before: Float64Array;
  readonly best: Float64Array;
  readonly split: Uint32Array;
}

function prefixSums(counts: Uint32Array, bins: Uint32Array): Sums {
  const pixels = new Float64Array(bins.length + 1);
  const moments = new Float64Array(bins.length + 1);
  let sum = 0;
  for (let i = 0; i < bins.length; i++) {
    pixels[i + 1] = pixels[i] + counts[bins[i]];
    sum += counts[bins[i]] * bins[i];
  }
  const mean = sum / pixels[bins.length];
  for (let i = 0; i < bins.length; i++) moments[i + 1] = moments[i] + counts[bins[i]] * (bins[i] - mean);
  return { pixels, moments };
}

function spread({ pixels, moments }: Sums, from: number, to: number): number {
  const sum = moments[to + 1] - moments[from];
  return (sum * sum) / (pixels[to + 1] - pixels[from]);
}

/** Fills `from..to` of a level, whose splits lie in `low..high`: the middle first, then each side within what it leaves. */
function fillLevel(
  sums: Sums,
  level: Level,
  { from, to, low, high }: { readonly from: number; readonly to: number; readonly low: number; readonly high: number },
): void {
  if (from > to) return;
  const end = (from + to) >> 1;
  const last = Math.min(end, high);
  for (let start = low; start <= last; start++) {
    const total = level.before[start - 1] + spread(sums, start, end);
    if (total > level.best[end]) {
      level.best[end] = total;
      level.split[end] = start;
    }
  }
  const split = level.split[end];
  fillLevel(sums, level, { from, to: end - 1, low, high: split });
  fillLevel(sums, level, { from: end + 1, to, low: split, high });
}
