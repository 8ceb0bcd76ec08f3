import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Border } from "./border.ts";
import { gaussianBlur } from "./gaussian.ts";

/**
 * The image blurred a little less the image blurred more: keeps structures between the two sizes.
 *
 * @param low - The smaller sigma in pixels, >= 0.
 * @param high - The larger one; default 1.6 * low, which is close to a Laplacian of Gaussian.
 * @returns `[height, width]`, 32 bits.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or the sigmas are not `0 <= low <= high`.
 *
 * Time as two of {@link gaussianBlur}.
 *
 * Source: scikit-image, skimage.filters.difference_of_gaussians (conventions).
 */
export function differenceOfGaussians(plane: Plane, low: number, high = 1.6 * low, border: Border = "nearest"): Plane<Float32Array> {
  requireSamples(plane);
  if (!(low <= high)) throw new ArgosyError("invalid_argument", "the low sigma must not be above the high one", { details: { low, high } });
  const fine = gaussianBlur(plane, low, border);
  const coarse = gaussianBlur(plane, high, border).data;
  for (let i = 0; i < coarse.length; i++) fine.data[i] -= coarse[i];
  return fine;
}
