import type { Plane } from "../array/plane.ts";
import { gaussianBlur } from "../filters/gaussian.ts";
import type { FlattenMode } from "./flatten.ts";
import { flattenLight } from "./flatten.ts";

/**
 * Correct uneven light with the strongly blurred image as its estimate.
 *
 * Fit for images whose objects are small and evenly spread: larger ones darken their surroundings' estimate and get a halo
 * ({@link maskedBackground} leaves them out).
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param sigma - Of the blur, in pixels: well above the size of the objects.
 * @returns The corrected plane in the same sample type, the mean of the light kept.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is negative or not finite.
 *
 * Time as {@link gaussianBlur}.
 *
 * Source: F. J. Leong, M. Brady, J. O'D. McGee (2003), J. Clin. Pathol. 56(8), 619-621, doi:10.1136/jcp.56.8.619.
 */
export function correctLeong2003(plane: Plane, sigma: number, mode: FlattenMode = "divide"): Plane {
  return flattenLight(plane, gaussianBlur(plane, sigma, "reflect"), mode);
}
