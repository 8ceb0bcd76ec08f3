import type { Labels } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/**
 * How many pixels each pair of labels of two label images shares: their contingency table, without the pairs that never meet.
 *
 * Pairs are in ascending order of the first label, then of the second; 0, the background, counts as a label.
 */
export interface Overlaps {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** `[pairs]` number of pixels, above 0. */
  readonly pixels: Float64Array;
}

/** Two labels below this fit one number exactly. */
const LARGE = 2 ** 26;

/**
 * Count the overlaps of two label images of one frame.
 *
 * @param first - `[height, width]` any labels; not changed; `second` likewise.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(pixels + pairs log pairs).
 */
export function countOverlaps(first: Labels, second: Labels): Overlaps {
  requireOneSize(first, second);
  const counts = new Map<number, number>();
  const { data } = first;
  for (let i = 0; i < data.length; ) {
    const [a, b] = [data[i], second.data[i]];
    if (a >= LARGE || b >= LARGE) return countLargeOverlaps(first, second);
    const start = i;
    while (i < data.length && data[i] === a && second.data[i] === b) i++;
    const key = a * LARGE + b;
    counts.set(key, (counts.get(key) ?? 0) + i - start);
  }
  const keys = Float64Array.from(counts.keys()).sort();
  return {
    first: Uint32Array.from(keys, (key) => Math.floor(key / LARGE)),
    second: Uint32Array.from(keys, (key) => key % LARGE),
    pixels: Float64Array.from(keys, (key) => counts.get(key)!),
  };
}

function countLargeOverlaps(first: Labels, second: Labels): Overlaps {
  const counts = new Map<bigint, number>();
  for (let i = 0; i < first.data.length; i++) {
    const key = (BigInt(first.data[i]) << 32n) | BigInt(second.data[i]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = BigUint64Array.from(counts.keys()).sort();
  return {
    first: Uint32Array.from(keys, (key) => Number(key >> 32n)),
    second: Uint32Array.from(keys, (key) => Number(key & 0xffffffffn)),
    pixels: Float64Array.from(keys, (key) => counts.get(key)!),
  };
}

/** The number of pixels of each label on one side of the overlaps. */
export function sideTotals(labels: Uint32Array, pixels: Float64Array): ReadonlyMap<number, number> {
  const totals = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) totals.set(labels[i], (totals.get(labels[i]) ?? 0) + pixels[i]);
  return totals;
}
