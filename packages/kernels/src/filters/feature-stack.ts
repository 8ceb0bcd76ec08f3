import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { edgeStrength } from "./edges.ts";
import { gaussianBlur } from "./gaussian.ts";
import { secondDifferences } from "./hessian.ts";
import { tensorEigenvalues } from "./symmetric-tensor.ts";

/** Features of one pixel and its surroundings, each a plane of 32 bits. */
export interface PixelFeature {
  /** What it is, with the blur in pixels: `intensity 2`, `edges 2`, `ridge 2`, `valley 2`. */
  readonly name: string;
  readonly plane: Plane<Float32Array>;
}

/**
 * Features of every pixel at several scales, for classifiers of pixels: blurred grey value, Sobel edge strength of it, and both eigenvalues
 * of its Hessian (`valley` the larger, `ridge` the smaller).
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param sigmas - Blurs in pixels, each >= 0, at least one; scikit-image's default are 0.5, 1, 2, 4, 8, 16.
 * @returns Four features a sigma, in that order. Beyond the frame the edge pixel is repeated for the blur and mirrored for the edges.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, no sigma, or a negative one.
 *
 * Time as {@link gaussianBlur} for each sigma; memory 16 bytes a pixel and sigma.
 *
 * Source: scikit-image, skimage.feature.multiscale_basic_features (conventions).
 */
export function featureStack(plane: Plane, sigmas: readonly number[]): readonly PixelFeature[] {
  requireSamples(plane);
  if (sigmas.length === 0) throw new ArgosyError("invalid_argument", "features need at least one scale");
  return sigmas.flatMap((sigma) => {
    const blurred = gaussianBlur(plane, sigma, "nearest");
    const { larger, smaller } = tensorEigenvalues(secondDifferences(blurred));
    return [
      { name: `intensity ${sigma}`, plane: blurred },
      { name: `edges ${sigma}`, plane: edgeStrength(blurred, "sobel") },
      { name: `valley ${sigma}`, plane: larger },
      { name: `ridge ${sigma}`, plane: smaller },
    ];
  });
}
