import { ArgosyError, dtypeOf } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { sampleRange } from "../exposure/sample-range.ts";
import { windowSums } from "./window-sums.ts";

/** What {@link sauvolaThreshold} looks at. */
export interface SauvolaOptions {
  /** Side of the window in pixels; odd, >= 1. */
  readonly window: number;
  /** How much a quiet neighbourhood lowers the threshold; usually 0.2 to 0.5. */
  readonly k: number;
  /** The standard deviation that lowers nothing; default half of the range of the sample type (1 for floating point). */
  readonly range?: number;
}

/**
 * Sauvola's local threshold: `mean * (1 + k * (sd / range - 1))` of the window round each pixel.
 *
 * Beyond the frame the image is mirrored, the edge pixel once. A flat neighbourhood gives `mean * (1 - k)`. NaN and infinite samples
 * spread along rows and columns: replace them before.
 *
 * @returns A threshold for each pixel, `[height, width]`, 32 bits; foreground is `> threshold`.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or the window is not odd.
 *
 * Time O(pixels), whatever the window.
 *
 * Source: J. Sauvola, M. Pietikäinen (2000), Pattern Recognition 33(2), 225-236, doi:10.1016/S0031-3203(99)00055-2.
 */
export function sauvolaThreshold(plane: Plane, { window, k, range }: SauvolaOptions): Plane<Float32Array> {
  requireSamples(plane);
  requireOddWindow(window);
  const { width, height } = plane;
  const radius = (window - 1) / 2;
  const dtype = dtypeOf(plane.data);
  const { low, high } = sampleRange(dtype);
  const full = range ?? (dtype.startsWith("float") ? 1 : (high - low) / 2);
  // Counted from one of its values, the squares of a plane far from 0 keep their digits.
  const origin = Number.isFinite(plane.data[0]) ? plane.data[0] : 0;
  const area = window ** 2;
  const means = new Float64Array(plane.data.length);
  const out = new Float32Array(plane.data.length);
  windowSums(plane, { radius, border: "mirror", origin, squared: false }, (y, sums) => {
    for (let x = 0, i = y * width; x < width; x++, i++) means[i] = sums[x] / area;
  });
  windowSums(plane, { radius, border: "mirror", origin, squared: true }, (y, squares) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const mean = means[i];
      const sd = Math.sqrt(Math.max(0, squares[x] / area - mean * mean));
      out[i] = (mean + origin) * (1 + k * (sd / full - 1));
    }
  });
  return { data: out, width, height };
}

/** @throws {ArgosyError} `invalid_argument` when a window has no pixel in its middle. */
export function requireOddWindow(window: number): void {
  if (!(Number.isInteger(window) && window >= 1 && window % 2 === 1))
    throw new ArgosyError("invalid_argument", "the side of a window must be odd", { details: { window } });
}
