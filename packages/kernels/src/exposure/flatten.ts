import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { sampleRange } from "./sample-range.ts";

/** How uneven light acts: it scales the grey values (`divide`: transmitted light) or adds to them (`subtract`: stray light). */
export type FlattenMode = "divide" | "subtract";

/**
 * Remove uneven light, given its background, and keep the mean of the background.
 *
 * `divide`: `value / background * mean(background)`; `subtract`: `value - background + mean(background)`. The sample type is kept;
 * integers are rounded to the nearest, halves up, and clipped to the type. Where the background is not above 0, `divide` leaves the
 * sample as it is.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param background - `[height, width]`, in grey values; not changed.
 * @param mean - Of the background; default {@link finiteMean} of it. Given for a part of an image whose whole has another mean.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or the sizes differ.
 *
 * Time O(pixels).
 *
 * Source: flat-field correction by definition; the mean is kept so that grey values stay comparable.
 */
export function flattenLight(plane: Plane, background: Plane, mode: FlattenMode, mean: number = finiteMean(background)): Plane {
  requireSamples(plane);
  const { data, width, height } = plane;
  if (background.width !== width || background.height !== height)
    throw new ArgosyError("invalid_argument", "image and background must have one size", { details: { width, height } });
  const dtype = dtypeOf(data);
  const out = newSamples(dtype, data.length);
  const light = background.data;
  const divide = mode === "divide";
  // A factor of 1 instead of a second branch: mixing whole numbers and others takes several times as long.
  if (dtype.startsWith("float"))
    for (let i = 0; i < out.length; i++) out[i] = divide ? data[i] * (light[i] > 0 ? mean / light[i] : 1) : data[i] + (mean - light[i]);
  else {
    const { low, high } = sampleRange(dtype);
    if (divide)
      for (let i = 0; i < out.length; i++)
        out[i] = Math.max(low, Math.min(high, Math.floor(data[i] * (light[i] > 0 ? mean / light[i] : 1) + 0.5)));
    else for (let i = 0; i < out.length; i++) out[i] = Math.max(low, Math.min(high, Math.floor(data[i] + (mean - light[i]) + 0.5)));
  }
  return { data: out, width, height };
}

/**
 * The mean of the finite samples of a plane; 0 where there is none.
 *
 * @param plane - `[height, width]`; not changed.
 * @returns In grey values.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As numpy's `mean` of what `isfinite`.
 */
export function finiteMean(plane: Plane): number {
  requireSamples(plane);
  const { data } = plane;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const finite = Number.isFinite(data[i]);
    // No branch round the sums: it takes several times as long.
    sum += finite ? data[i] : 0;
    count += Number(finite);
  }
  return count === 0 ? 0 : sum / count;
}
