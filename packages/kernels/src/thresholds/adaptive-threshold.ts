import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { gaussianBlur } from "../filters/gaussian.ts";
import { requireOddWindow } from "./sauvola-threshold.ts";
import { windowSums } from "./window-sums.ts";

/** What {@link adaptiveThreshold} compares with. */
export interface AdaptiveOptions {
  /** The plain mean of the window, or a Gaussian mean with sigma = (window - 1) / 6. */
  readonly method: "mean" | "gaussian";
  /** Side of the window in pixels; odd, >= 1. */
  readonly window: number;
  /** Taken off the mean, in grey values. */
  readonly offset: number;
}

/**
 * A threshold for each pixel: the mean of its neighbourhood less an offset. Beyond the frame the image is mirrored, the edge pixel twice.
 *
 * NaN and infinite samples spread: with `mean` along rows and columns, with `gaussian` over the neighbourhood.
 *
 * @returns `[height, width]`, 32 bits; foreground is `> threshold`.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or the window is not odd.
 *
 * Time O(pixels) for `mean`, as {@link gaussianBlur} for `gaussian`.
 *
 * Source: scikit-image, skimage.filters.threshold_local (conventions).
 */
export function adaptiveThreshold(plane: Plane, { method, window, offset }: AdaptiveOptions): Plane<Float32Array> {
  requireSamples(plane);
  requireOddWindow(window);
  const { width, height } = plane;
  if (method === "gaussian") {
    const { data } = gaussianBlur(plane, (window - 1) / 6, "reflect");
    return { data: data.map((value) => value - offset), width, height };
  }
  const data = new Float32Array(width * height);
  const area = window ** 2;
  windowSums(plane, { radius: (window - 1) / 2, border: "reflect", origin: 0, squared: false }, (y, sums) => {
    for (let x = 0, i = y * width; x < width; x++, i++) data[i] = sums[x] / area - offset;
  });
  return { data, width, height };
}
