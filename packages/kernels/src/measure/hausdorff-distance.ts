import { mapSamples } from "../array/map-samples.ts";
import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { distanceTransform } from "../morphology/distance-transform.ts";

/**
 * The greatest distance from a foreground pixel of one plane to the nearest foreground pixel of the other, both ways, centre to centre.
 *
 * @param a - `[height, width]`, any samples, other than 0 = foreground; not changed; `b` likewise.
 * @returns In pixels. 0 when both are empty, Infinity when one is.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(pixels), exact to the rounding of 32-bit floats. As scikit-image's `hausdorff_distance`.
 *
 * Source: D. P. Huttenlocher, G. A. Klanderman, W. J. Rucklidge (1993), IEEE Trans. Pattern Anal. 15(9), 850-863, doi:10.1109/34.232073.
 */
export function hausdorffDistance(a: Plane, b: Plane): number {
  requireOneSize(a, b);
  return Math.max(farthestFrom(a, b), farthestFrom(b, a));
}

function farthestFrom(from: Plane, to: Plane): number {
  const outside: Mask = {
    data: mapSamples(to.data, new Uint8Array(to.data.length), (value) => (value === 0 ? 1 : 0)),
    width: to.width,
    height: to.height,
  };
  const distances = distanceTransform(outside).data;
  let squared = 0;
  // The squares are whole numbers: the root of one is exact again in 64 bits.
  for (let i = 0; i < distances.length; i++) if (from.data[i] !== 0) squared = Math.max(squared, Math.round(distances[i] * distances[i]));
  return Math.sqrt(squared);
}
