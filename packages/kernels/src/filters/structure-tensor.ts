import type { Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { edgeGradient } from "./edges.ts";
import { gaussianBlur } from "./gaussian.ts";
import type { SymmetricTensor } from "./symmetric-tensor.ts";

/** A Sobel difference as scipy has it: not divided by the sum of its weights. */
const SOBEL_SUM = 8;

/**
 * The structure tensor: products of the Sobel differences, blurred. Its eigenvalues tell edges (one is large) from corners (both are).
 *
 * NaN and infinite samples spread over their neighbourhood.
 *
 * @param sigma - Of the blur, in pixels, >= 0.
 * @param border - scikit-image's default is `constant`, which has edges at the border of the frame; here it is `reflect`.
 * @returns Three planes `[height, width]`, 32 bits, in squared grey values (differences are sums of weights 1 2 1, not divided by 8).
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is negative.
 *
 * Time as three of {@link gaussianBlur}.
 *
 * Source: J. Bigün, G. H. Granlund (1987), Proc. 1st ICCV, 433-438; conventions of skimage.feature.structure_tensor.
 */
export function structureTensor(plane: Plane, sigma: number, border: Border = "reflect"): SymmetricTensor {
  const { x, y } = edgeGradient(plane, "sobel", border);
  const { width, height } = plane;
  const product = (a: Float32Array, b: Float32Array): Plane<Float32Array> => {
    const data = new Float32Array(a.length);
    for (let i = 0; i < data.length; i++) data[i] = SOBEL_SUM * a[i] * SOBEL_SUM * b[i];
    return gaussianBlur({ data, width, height }, sigma, border);
  };
  return { yy: product(y.data, y.data), xy: product(y.data, x.data), xx: product(x.data, x.data) };
}
