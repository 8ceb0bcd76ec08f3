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
  const stride = width + 2;
  // Nothing is equal to NaN, or below it: with a frame of it no neighbour has to be asked whether it exists.
  const values = new Float64Array(stride * (height + 2)).fill(Number.NaN);
  for (let y = 0; y < height; y++) values.set(data.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1);
  const { dx, dy } = neighbourSteps(connectivity);
  const around = Int32Array.from(dx, (x, k) => dy[k] * stride + x);
  const seen = new Uint8Array(values.length);
  const plateau = new Int32Array(data.length);
  const maxima = new Uint8Array(data.length);
  for (let y = 0, i = 0, p = stride + 1; y < height; y++, p += 2)
    for (let x = 0; x < width; x++, i++, p++) {
      if (seen[p] === 0 && !Number.isNaN(values[p])) {
        const size = findPlateau({ values, around, seen, plateau }, p);
        if (size > 0 && size < data.length) for (let at = 0; at < size; at++) seen[plateau[at]] = HIGHEST;
      }
      if (seen[p] === HIGHEST) maxima[i] = 1;
    }
  return { data: maxima, width, height };
}

const HIGHEST = 2;

interface Terrain {
  readonly values: Float64Array;
  readonly around: Int32Array;
  readonly seen: Uint8Array;
  readonly plateau: Int32Array;
}

/** Writes the pixels of the plateau that a pixel lies on to `plateau`, and gives their number; 0 where something beside them is higher. */
function findPlateau({ values, around, seen, plateau }: Terrain, start: number): number {
  const value = values[start];
  let highest = true;
  let size = 1;
  plateau[0] = start;
  seen[start] = 1;
  for (let at = 0; at < size; at++)
    for (let k = 0; k < around.length; k++) {
      const next = plateau[at] + around[k];
      if (values[next] > value) highest = false;
      if (values[next] !== value || seen[next] !== 0) continue;
      seen[next] = 1;
      plateau[size++] = next;
    }
  return highest ? size : 0;
}
