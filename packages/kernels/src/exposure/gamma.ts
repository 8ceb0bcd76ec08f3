import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { sampleRange } from "./sample-range.ts";

/**
 * Gamma correction: `white * gain * (value / white) ^ gamma`, white being that of the sample type (1 for floating point).
 *
 * The sample type is kept; integers are rounded to the nearest, halves to even, and clipped (scikit-image cuts types other than uint8
 * down instead, up to 1 lower). Samples below 0 become 0. NaN stays NaN.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param gamma - >= 0; above 1 darkens, below 1 brightens.
 * @param gain - Factor of the result.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or gamma is negative or no number.
 *
 * Time O(pixels). As scikit-image's `adjust_gamma`, but for the rounding.
 */
export function adjustGamma<A extends PixelArray>(plane: Plane<A>, gamma: number, gain = 1): Plane<A> {
  requireSamples(plane);
  if (!(gamma >= 0)) throw new ArgosyError("invalid_argument", "gamma must be a number not below 0", { details: { gamma } });
  const { data, width, height } = plane;
  const dtype = dtypeOf(data);
  const { low, high } = sampleRange(dtype);
  const out = newSamples(dtype, data.length) as A;
  if (dtype.startsWith("float")) for (let i = 0; i < out.length; i++) out[i] = gain * Math.max(0, data[i]) ** gamma;
  else
    for (let i = 0; i < out.length; i++) {
      const value = roundToEven(high * gain * (Math.max(0, data[i]) / high) ** gamma);
      out[i] = Math.min(high, Math.max(low, value));
    }
  return { data: out, width, height };
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  return part > 0.5 || (part === 0.5 && below % 2 !== 0) ? below + 1 : below;
}
