import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { quantilesOf } from "./quantile-threshold.ts";
import { sampleRange } from "./sample-range.ts";

/** What {@link stretchContrast} stretches between and into. */
export interface StretchOptions {
  /** Quantile that becomes black, 0..1. */
  readonly low: number;
  /** Quantile that becomes white, 0..1; above `low`. */
  readonly high: number;
  /** 8-bit samples, or the plane's own type over its whole range (floating point: 0..1). */
  readonly output: "uint8" | "same";
}

/**
 * Stretch the contrast so that two quantiles of the grey values become black and white; what lies beyond is clipped.
 *
 * Integer results are rounded to the nearest, halves up. Where both quantiles are equal, smaller samples become black, larger ones
 * white and equal ones the middle. NaN becomes black in an integer type and stays NaN otherwise.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, a quantile is outside 0..1 or `low >= high`.
 *
 * Time as {@link quantilesOf}. As scikit-image's `rescale_intensity` between two quantiles, but for the rounding.
 */
export function stretchContrast(plane: Plane, { low, high, output }: StretchOptions): Plane {
  requireSamples(plane);
  if (!(low < high)) throw new ArgosyError("invalid_argument", "the low quantile must be below the high one", { details: { low, high } });
  const [black, white] = finiteQuantiles(plane, low, high);
  return stretchBetween(plane, { black, white, output });
}

/**
 * Stretch the contrast between two grey values as {@link stretchContrast} does between two quantiles.
 *
 * @param plane - `[height, width]`; not changed.
 * @param limits - In grey values, `black <= white`.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As numpy's `interp` between the two.
 */
export function stretchBetween(
  plane: Plane,
  { black, white, output }: { readonly black: number; readonly white: number; readonly output: StretchOptions["output"] },
): Plane {
  requireSamples(plane);
  const { data, width, height } = plane;
  const dtype = output === "same" ? dtypeOf(data) : "uint8";
  const out = newSamples(dtype, data.length);
  const range = sampleRange(dtype);
  const span = white - black;
  const shift = dtype.startsWith("float") ? 0 : 0.5;
  const middle = (range.low + range.high) / 2;
  for (let i = 0; i < out.length; i++) {
    const value = data[i];
    let grey = value === black && span === 0 ? middle : range.low + ((value - black) * (range.high - range.low)) / span;
    if (value > white) grey = range.high;
    else if (value < black) grey = range.low;
    if (shift > 0) grey = Number.isNaN(grey) ? range.low : Math.floor(grey + shift);
    out[i] = grey;
  }
  return { data: out, width, height };
}

/**
 * Two quantiles of the samples that are numbers, infinities among them; 0 and 0 where there is none.
 *
 * @param plane - `[height, width]`; not changed.
 * @param low - 0..1, as `high`.
 * @returns Grey values, interpolated linearly between neighbours in rank.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or a quantile is outside 0..1.
 *
 * Time as {@link quantilesOf}. As numpy's `nanquantile`.
 */
export function finiteQuantiles(plane: Plane, low: number, high: number): [number, number] {
  requireSamples(plane);
  if (plane.data.every(Number.isNaN)) return [0, 0];
  const [black, white] = quantilesOf(plane, [low, high]);
  return [black, white];
}
