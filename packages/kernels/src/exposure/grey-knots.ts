import { ArgosyError, dtypeOf } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { GreyCurve } from "./grey-curve.ts";
import { histogram } from "./histogram.ts";
import { quantilesOf } from "./quantile-threshold.ts";

/** The shares of pixels at which two distributions are laid over each other by {@link knotCurve}. */
export const KNOT_SHARES: readonly number[] = [0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99];

/**
 * The grey values below which given shares of the finite samples lie.
 *
 * An integer stands for the values from half a step below to half a step above it, all alike, so that the answer moves by little when the counts do;
 * floating point is interpolated between samples.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param shares - Ascending, 0..1.
 * @returns One value a share, ascending.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or none with a finite value.
 *
 * Time O(pixels) for integers, O(pixels log pixels) for floating point.
 *
 * Source: the inverse of the cumulative distribution, by definition.
 */
export function greyKnots(plane: Plane, shares: readonly number[]): Float64Array {
  requireSamples(plane);
  const { data } = plane;
  if (dtypeOf(data).startsWith("float")) {
    const finite = data.filter((value: number) => Number.isFinite(value));
    if (finite.length === 0) throw new ArgosyError("invalid_argument", "the plane has no finite sample");
    return Float64Array.from(quantilesOf({ data: finite, width: finite.length, height: 1 }, shares));
  }
  const { counts, lowest, binWidth } = histogram(plane);
  const knots = new Float64Array(shares.length);
  for (let k = 0, bin = 0, below = 0; k < shares.length; k++) {
    const wanted = shares[k] * data.length;
    while (bin < counts.length - 1 && (counts[bin] === 0 || below + counts[bin] < wanted)) below += counts[bin++];
    knots[k] = lowest + (bin + (counts[bin] === 0 ? 1 : (wanted - below) / counts[bin])) * binWidth;
  }
  return knots;
}

/**
 * The curve that takes the grey values of one distribution to those of another, knot by knot: linear between them, and beyond the outer ones
 * at the slope of the whole for as far again; then it stays.
 *
 * A few knots instead of every value keep it smooth, and close to itself when it is found on a part of the pixels.
 *
 * @param from - `[knots]` in grey values, ascending: {@link greyKnots} of the image at {@link KNOT_SHARES}; not changed.
 * @param to - The same of the reference; of knots that share one place in `from` the first counts.
 * @returns A rising curve; a single point, the middle knot of `to` (the lower of two), where all knots of `from` are one value.
 * @throws {ArgosyError} `invalid_argument` when the numbers of knots differ.
 *
 * Time O(knots).
 *
 * Source: our own definition; R. C. Gonzalez, R. E. Woods, Digital Image Processing, matches every value.
 */
export function knotCurve(from: Float64Array, to: Float64Array): GreyCurve {
  if (from.length !== to.length || from.length === 0)
    throw new ArgosyError("invalid_argument", "both sides need the same knots", { details: { from: from.length, to: to.length } });
  const last = from.length - 1;
  const span = from[last] - from[0];
  if (!(span > 0)) return { from: Float64Array.of(from[0]), to: Float64Array.of(to[last >> 1]) };
  const reach = to[last] - to[0];
  const points: [number, number][] = [[from[0] - span, to[0] - reach]];
  for (let k = 0; k <= last; k++) if (k === 0 || from[k] > from[k - 1]) points.push([from[k], to[k]]);
  points.push([from[last] + span, to[last] + reach]);
  return { from: Float64Array.from(points, ([value]) => value), to: Float64Array.from(points, ([, value]) => value) };
}
