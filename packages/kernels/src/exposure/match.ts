import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { CumulativeShares, GreyCurve } from "./grey-curve.ts";
import { applyCurve, cumulativeShares, curveAt } from "./grey-curve.ts";

/**
 * The curve that gives a plane the distribution of grey values of a reference.
 *
 * Samples that are not finite are left out on both sides. Each value becomes the value of the reference at the same share of samples,
 * linear between the values that occur there.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param reference - Its cumulative distribution ({@link cumulativeShares}), so that it is counted once for many planes.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or none with a finite value on one side.
 *
 * Time as {@link cumulativeShares}.
 *
 * Source: scikit-image, skimage.exposure.match_histograms (conventions).
 */
export function matchingCurve(plane: Plane, reference: CumulativeShares): GreyCurve {
  requireSamples(plane);
  const { values, shares } = cumulativeShares(plane);
  if (values.length === 0 || reference.values.length === 0)
    throw new ArgosyError("invalid_argument", "the image and its reference need a finite sample each");
  const back: GreyCurve = { from: reference.shares, to: reference.values };
  return { from: values, to: shares.map((share) => curveAt(back, share)) };
}

/**
 * Give a plane the distribution of grey values of a reference: {@link matchingCurve}, applied.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param reference - `[height, width]`, of any size and sample type; not changed.
 * @returns `[height, width]`, 32 bits, within the grey values of the reference.
 * @throws {ArgosyError} `invalid_argument` as there.
 *
 * Time as {@link cumulativeShares}, twice. As scikit-image's `match_histograms`.
 */
export function matchHistogram(plane: Plane, reference: Plane): Plane<Float32Array> {
  requireSamples(reference);
  return applyCurve(plane, matchingCurve(plane, cumulativeShares(reference)));
}
