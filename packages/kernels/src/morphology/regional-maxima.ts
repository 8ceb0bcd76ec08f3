import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { neighbourSteps } from "../segmentation/neighbours.ts";

/**
 * The plateaus of a plane that no neighbour exceeds: connected pixels of one value with nothing higher beside them.
 *
 * A constant plane has none, as in scikit-image; plateaus at the frame count. NaN is never a maximum, and not higher than anything.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @param connectivity - 8 (the default) or 4.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels.
 *
 * Time O(pixels). As scikit-image's `local_maxima`.
 *
 * Source: L. Vincent (1993), IEEE Trans. Image Process. 2(2), 176-201, doi:10.1109/83.217222.
 */
export function regionalMaxima(image: Plane, connectivity: Connectivity = 8): Mask {
  requireOneSize(image);
  const { data, width, height } = image;
  const { dx, dy } = neighbourSteps(connectivity);
  const seen = new Uint8Array(data.length);
  const maxima = new Uint8Array(data.length);
  const plateau = new Int32Array(data.length);
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || Number.isNaN(data[start])) continue;
    seen[start] = 1;
    plateau[0] = start;
    let size = 1;
    let highest = true;
    for (let at = 0; at < size; at++) {
      const x = plateau[at] % width;
      const y = (plateau[at] - x) / width;
      for (let k = 0; k < dx.length; k++) {
        const nx = x + dx[k];
        const ny = y + dy[k];
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        if (data[next] > data[start]) highest = false;
        if (data[next] !== data[start] || seen[next] === 1) continue;
        seen[next] = 1;
        plateau[size++] = next;
      }
    }
    if (highest && size < data.length) for (let at = 0; at < size; at++) maxima[plateau[at]] = 1;
  }
  return { data: maxima, width, height };
}
