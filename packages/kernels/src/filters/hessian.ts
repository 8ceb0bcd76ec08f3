import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Border } from "./border.ts";
import { gaussianBlur } from "./gaussian.ts";
import type { SymmetricTensor } from "./symmetric-tensor.ts";

/**
 * The second derivatives of the blurred image, as differences of differences. On a bright ridge one eigenvalue is far below 0, on a
 * bright spot both are.
 *
 * Differences are half of the next sample less the one before, at the border of the frame the next less itself; along an axis of one
 * pixel they are 0. NaN and infinite samples spread over their neighbourhood.
 *
 * @param sigma - Of the blur, in pixels, >= 0.
 * @returns Three planes `[height, width]`, 32 bits, in grey values a square pixel.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is negative.
 *
 * Time as {@link gaussianBlur}.
 *
 * Source: scikit-image, skimage.feature.hessian_matrix with use_gaussian_derivatives=False (conventions; its default border is constant).
 */
export function hessianMatrix(plane: Plane, sigma: number, border: Border = "reflect"): SymmetricTensor {
  requireSamples(plane);
  return secondDifferences(gaussianBlur(plane, sigma, border));
}

/** The matrix of {@link hessianMatrix} of an image that is blurred already. */
export function secondDifferences(blurred: Plane): SymmetricTensor {
  const down = differencesDown(blurred);
  const across = differencesAcross(blurred);
  return { yy: differencesDown(down), xy: differencesAcross(down), xx: differencesAcross(across) };
}

function differencesAcross({ data, width, height }: Plane): Plane<Float32Array> {
  const out = new Float32Array(data.length);
  if (width > 1)
    for (let row = 0; row < data.length; row += width) {
      const last = row + width - 1;
      out[row] = data[row + 1] - data[row];
      for (let i = row + 1; i < last; i++) out[i] = (data[i + 1] - data[i - 1]) / 2;
      out[last] = data[last] - data[last - 1];
    }
  return { data: out, width, height };
}

function differencesDown({ data, width, height }: Plane): Plane<Float32Array> {
  const out = new Float32Array(data.length);
  if (height > 1)
    for (let y = 0, i = 0; y < height; y++) {
      const [up, low] = [y === 0 ? 0 : 1, y === height - 1 ? 0 : 1];
      for (let x = 0; x < width; x++, i++) out[i] = (data[i + low * width] - data[i - up * width]) / (up + low);
    }
  return { data: out, width, height };
}
