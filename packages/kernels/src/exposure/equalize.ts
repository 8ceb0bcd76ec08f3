import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { GreyCurve } from "./grey-curve.ts";
import { applyCurve } from "./grey-curve.ts";
import { binCentre, histogram } from "./histogram.ts";

/**
 * The curve that makes all grey values between 0 and 1 about equally frequent: the cumulative histogram.
 *
 * 8 and 16 bits have a point for each value, others for each of the 256 bins of {@link histogram}. Samples that are not finite are
 * left out. A constant plane has one point, 1.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns In grey values from, shares 0..1 to.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or none with a finite value.
 *
 * Time O(pixels).
 *
 * Source: scikit-image, skimage.exposure.equalize_hist (conventions).
 */
export function equalizingCurve(plane: Plane): GreyCurve {
  requireSamples(plane);
  const counted = histogram(plane);
  const { counts } = counted;
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) throw new ArgosyError("invalid_argument", "the plane has no finite sample");
  const [from, to]: [number[], number[]] = [[], []];
  for (let bin = 0, sum = 0; bin < counts.length && sum < total; bin++) {
    sum += counts[bin];
    if (sum === 0) continue;
    from.push(binCentre(counted, bin));
    to.push(sum / total);
  }
  return { from: Float64Array.from(from), to: Float64Array.from(to) };
}

/**
 * Equalise the histogram: each sample becomes the share of samples that are at most as bright, 0..1.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns `[height, width]`, 32 bits, in 0..1. NaN stays NaN.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or none with a finite value.
 *
 * Time O(pixels). As scikit-image's `equalize_hist`.
 */
export function equalizeHistogram(plane: Plane): Plane<Float32Array> {
  return applyCurve(plane, equalizingCurve(plane));
}
