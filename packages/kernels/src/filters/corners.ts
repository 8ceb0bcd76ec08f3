import type { Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { structureTensor } from "./structure-tensor.ts";
import { tensorEigenvalues } from "./symmetric-tensor.ts";

/**
 * How much of a corner each pixel is, by Shi and Tomasi: the smaller eigenvalue of the structure tensor.
 *
 * @param sigma - Of the neighbourhood, in pixels, >= 0.
 * @param border - scikit-image's corner_shi_tomasi has `constant`.
 * @returns `[height, width]`, 32 bits, in squared grey values. NaN and infinite samples spread over their neighbourhood.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is negative.
 *
 * Time as {@link structureTensor}.
 *
 * Source: J. Shi, C. Tomasi (1994), Proc. CVPR, 593-600, doi:10.1109/CVPR.1994.323794.
 */
export function cornerStrength(plane: Plane, sigma: number, border: Border = "reflect"): Plane<Float32Array> {
  return tensorEigenvalues(structureTensor(plane, sigma, border)).smaller;
}
