import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Border } from "./border.ts";
import { convolveColumns, convolveRows } from "./convolve.ts";
import { gaussianWeights } from "./gaussian-weights.ts";
import type { LineKernel } from "./line-kernel.ts";

const TRUNCATE = 4;

/**
 * The Laplacian of the blurred image: the sum of its second derivatives; negative on bright spots of about the size of the blur.
 *
 * The kernel is the sampled second derivative of a Gaussian, cut at 4 sigma, as scipy's gaussian_laplace. NaN and infinite samples spread
 * over their neighbourhood.
 *
 * @param sigma - In pixels, > 0. A bright disk answers most at sigma = radius / sqrt(2).
 * @returns `[height, width]`, 32 bits, in grey values a square pixel.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is not above 0.
 *
 * Time O(pixels * sigma).
 *
 * Source: D. Marr, E. Hildreth (1980), Proc. R. Soc. B 207, 187-217, doi:10.1098/rspb.1980.0020.
 */
export function laplacianOfGaussian(plane: Plane, sigma: number, border: Border = "reflect"): Plane<Float32Array> {
  requireSamples(plane);
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new ArgosyError("invalid_argument", "sigma must be above 0", { details: { sigma } });
  const { width, height } = plane;
  const smooth = gaussianWeights(sigma, TRUNCATE);
  const curve = smooth.map((weight, j) => (weight * (j * j - sigma * sigma)) / sigma ** 4);
  const along = (weights: Float64Array, count: number): LineKernel => ({ weights, origin: 0, step: 1, count });
  const across = convolveColumns(convolveRows(plane, along(curve, width), border), along(smooth, height), border);
  const down = convolveColumns(convolveRows(plane, along(smooth, width), border), along(curve, height), border);
  for (let i = 0; i < across.data.length; i++) across.data[i] += down.data[i];
  return across;
}
