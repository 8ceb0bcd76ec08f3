import type { PixelArray } from "@argosy/core";
import { dtypeOf } from "@argosy/core";
import { mapSamples } from "../array/map-samples.ts";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { histogram } from "./histogram.ts";

/**
 * A map of grey values: `from[i]` becomes `to[i]`, in between it is linear, beyond the ends it stays.
 *
 * `from` rises strictly; both have one length, at least 1. A curve that was found on a small level of a pyramid may be applied to the
 * full one.
 */
export interface GreyCurve {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * Apply a curve to every sample.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns `[height, width]`, 32 bits. NaN stays NaN.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels + 65,536 * log points) for 8 and 16 bits, O(pixels * log points) for others. As numpy's `interp`.
 */
export function applyCurve(plane: Plane, curve: GreyCurve): Plane<Float32Array> {
  requireSamples(plane);
  const { data, width, height } = plane;
  if (data.BYTES_PER_ELEMENT > 2)
    return { data: mapSamples(data, new Float32Array(data.length), (value) => curveAt(curve, value)), width, height };
  const out = new Float32Array(data.length);
  const [table, first] = tableOf(curve, data);
  for (let i = 0; i < out.length; i++) out[i] = table[data[i] - first];
  return { data: out, width, height };
}

/**
 * What one grey value becomes; NaN stays NaN.
 *
 * Time O(log points). As numpy's `interp`.
 */
export function curveAt({ from, to }: GreyCurve, value: number): number {
  const last = from.length - 1;
  if (!(value > from[0])) return Number.isNaN(value) ? value : to[0];
  if (value >= from[last]) return to[last];
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= value) low = middle;
    else high = middle;
  }
  return to[low] + ((to[high] - to[low]) * (value - from[low])) / (from[high] - from[low]);
}

function tableOf(curve: GreyCurve, data: PixelArray): [table: Float32Array, first: number] {
  const dtype = dtypeOf(data);
  const values = 256 ** data.BYTES_PER_ELEMENT;
  const first = dtype.startsWith("u") ? 0 : -values / 2;
  return [Float32Array.from({ length: values }, (_, i) => curveAt(curve, first + i)), first];
}

/** Grey values that occur, upwards, and the share of the samples up to each. */
export interface CumulativeShares {
  readonly values: Float64Array;
  readonly shares: Float64Array;
}

/**
 * The cumulative distribution of the finite samples, value by value; nothing of a plane without any.
 *
 * @param plane - `[height, width]`; not changed.
 * @returns `[values that occur]` each; shares end with 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels) for 8 and 16 bits, O(pixels log pixels) for others. As numpy's `unique` with counts, added up.
 */
export function cumulativeShares(plane: Plane): CumulativeShares {
  requireSamples(plane);
  const [values, counts] = plane.data.BYTES_PER_ELEMENT <= 2 ? countedValues(plane) : sortedValues(plane.data);
  const shares = new Float64Array(values.length);
  let total = 0;
  for (let i = 0; i < shares.length; i++) {
    total += counts[i];
    shares[i] = total;
  }
  return { values: Float64Array.from(values), shares: shares.map((share) => share / total) };
}

function countedValues(plane: Plane): [values: number[], counts: number[]] {
  const { counts, lowest } = histogram(plane);
  const values: number[] = [];
  const held: number[] = [];
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] === 0) continue;
    values.push(lowest + 0.5 + bin);
    held.push(counts[bin]);
  }
  return [values, held];
}

function sortedValues(data: PixelArray): [values: number[], counts: number[]] {
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of data.slice().sort()) {
    if (!Number.isFinite(value)) continue;
    if (values[values.length - 1] === value) counts[counts.length - 1]++;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return [values, counts];
}
