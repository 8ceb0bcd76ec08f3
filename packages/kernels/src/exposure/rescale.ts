import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/** A range of grey values. */
export interface GreyRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Clip a plane to `from` and map that range linearly onto `to`, as scikit-image's rescale_intensity.
 *
 * Where `from` is a single value there is no slope: the samples are clipped to `to`. NaN stays NaN.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param from - In grey values, `low <= high`; `to` likewise.
 * @returns `[height, width]`, 32 bits.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: scikit-image, skimage.exposure.rescale_intensity (conventions).
 */
export function rescaleIntensity(plane: Plane, from: GreyRange, to: GreyRange): Plane<Float32Array> {
  requireSamples(plane);
  const { data, width, height } = plane;
  const out = new Float32Array(data.length);
  const span = from.high - from.low;
  if (span === 0) for (let i = 0; i < out.length; i++) out[i] = Math.min(Math.max(data[i], to.low), to.high);
  else {
    const slope = (to.high - to.low) / span;
    for (let i = 0; i < out.length; i++) out[i] = to.low + (Math.min(Math.max(data[i], from.low), from.high) - from.low) * slope;
  }
  return { data: out, width, height };
}
