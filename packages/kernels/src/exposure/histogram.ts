import { dtypeOf } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/** Counts of grey values. Bin `i` covers `[lowest + i * binWidth, lowest + (i + 1) * binWidth)`; the last bin includes its upper edge. */
export interface Histogram {
  readonly counts: Uint32Array;
  readonly lowest: number;
  readonly binWidth: number;
  /** Samples that are NaN or infinite: they are in no bin. */
  readonly ignored: number;
}

const FLOAT_BINS = 256;
const WIDEST_INTEGER_RANGE = 65536;

/**
 * Histogram of a plane.
 *
 * 8 and 16 bits: one bin for each value of the type, 256 or 65536. 32-bit integers: one bin a value from the smallest to the largest
 * where that makes at most 65536 bins. Everything else: 256 bins between the smallest and the largest finite sample, as numpy makes
 * them; a constant plane takes the range value - 0.5 .. value + 0.5. A plane without a finite sample gives counts of 0.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns Counts of `[bins]`, and where the bins lie.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: scikit-image, skimage.exposure.histogram (definition of the bins).
 */
export function histogram(plane: Plane): Histogram {
  requireSamples(plane);
  switch (dtypeOf(plane.data)) {
    case "uint8":
      return plane.data.byteOffset % 4 === 0 ? countBytes(plane.data as Uint8Array) : countValues(plane, 0, 256);
    case "int8":
      return countValues(plane, -128, 256);
    case "uint16":
      return countValues(plane, 0, 65536);
    case "int16":
      return countValues(plane, -32768, 65536);
    case "uint32":
    case "int32":
      return countWide(plane, true);
    default:
      return countWide(plane, false);
  }
}

/**
 * Grey value in the middle of a bin; for bins of one value, that value.
 *
 * Constant time. As the centres of scikit-image's `histogram`.
 */
export function binCentre({ lowest, binWidth }: Histogram, bin: number): number {
  return lowest + (bin + 0.5) * binWidth;
}

/** From so many bytes on it is worth while to count pairs. */
const MANY = 2 ** 20;

/** Four samples are read at once, as two pairs, each with a table of its own, so that none waits for the one before. */
function countBytes(data: Uint8Array): Histogram {
  if (data.length < MANY) return countValues({ data, width: data.length, height: 1 }, 0, 256);
  const [first, second] = [new Uint32Array(65_536), new Uint32Array(65_536)];
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let i = 0; i < words.length; i++) {
    const four = words[i];
    first[four & 65_535]++;
    second[four >>> 16]++;
  }
  const counts = new Uint32Array(256);
  for (let i = 4 * words.length; i < data.length; i++) counts[data[i]]++;
  for (let pair = 0; pair < first.length; pair++) {
    const count = first[pair] + second[pair];
    counts[pair & 255] += count;
    counts[pair >> 8] += count;
  }
  return { counts, lowest: -0.5, binWidth: 1, ignored: 0 };
}

function countValues({ data }: Plane, first: number, bins: number): Histogram {
  const counts = new Uint32Array(bins);
  // Neighbours are often equal, and adding to one bin twice in a row waits for itself: two tables take turns.
  const others = new Uint32Array(bins);
  const even = data.length - (data.length % 2);
  for (let i = 0; i < even; i += 2) {
    counts[data[i] - first]++;
    others[data[i + 1] - first]++;
  }
  if (even < data.length) counts[data[even] - first]++;
  for (let bin = 0; bin < bins; bin++) counts[bin] += others[bin];
  return { counts, lowest: first - 0.5, binWidth: 1, ignored: 0 };
}

function countWide(plane: Plane, whole: boolean): Histogram {
  const { data } = plane;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
  }
  if (whole && max - min < WIDEST_INTEGER_RANGE && data.length > 0) return countValues(plane, min, max - min + 1);
  if (min > max) return { counts: new Uint32Array(FLOAT_BINS), lowest: 0, binWidth: 1 / FLOAT_BINS, ignored: data.length };
  if (min === max) {
    min -= 0.5;
    max += 0.5;
  }
  return countBetween(plane, min, max);
}

function countBetween({ data }: Plane, min: number, max: number): Histogram {
  const counts = new Uint32Array(FLOAT_BINS);
  const scale = FLOAT_BINS / (max - min);
  let ignored = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value >= min && value <= max) counts[Math.min(FLOAT_BINS - 1, Math.floor((value - min) * scale))]++;
    else ignored++;
  }
  return { counts, lowest: min, binWidth: (max - min) / FLOAT_BINS, ignored };
}
