import type { PixelArray } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { neighbourSteps } from "../segmentation/neighbours.ts";

/**
 * Dilate a seed again and again under a mask until nothing changes: every value spreads to its neighbours as far as the mask lets it.
 *
 * Peaks of the mask that no seed reaches are cut down to the level at which one does.
 *
 * @param seed - `[height, width]`, nowhere above the mask; not changed.
 * @param mask - `[height, width]`, of the same kind of samples as the seed.
 * @param connectivity - 8 (the default, a square of 3 x 3) or 4.
 * @returns A new plane of the seed's sample type.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ, there are no pixels, or the seed is above the mask or NaN anywhere.
 *
 * Time O(pixels) as a rule. As scikit-image's `reconstruction` by dilation.
 *
 * Source: L. Vincent (1993), IEEE Trans. Image Process. 2(2), 176-201, doi:10.1109/83.217222 (the hybrid algorithm).
 */
export function reconstruct<A extends PixelArray>(seed: Plane<A>, mask: Plane, connectivity: Connectivity = 8): Plane<A> {
  requireOneSize(seed, mask);
  const { width, height } = seed;
  const out = seed.data.slice() as A;
  const limit = mask.data;
  for (let i = 0; i < out.length; i++)
    if (!(out[i] <= limit[i]))
      throw new ArgosyError("invalid_argument", "the seed must not be above the mask", {
        details: { x: i % width, y: Math.floor(i / width), seed: out[i], mask: limit[i] },
      });
  const { dx, dy } = neighbourSteps(connectivity);
  const earlier = dx.flatMap((x, k) => (dy[k] < 0 || (dy[k] === 0 && x < 0) ? [k] : []));
  const each = (i: number, ks: readonly number[], visit: (j: number) => void): void => {
    const x = i % width;
    const y = (i - x) / width;
    for (const k of ks) {
      const nx = x + dx[k];
      const ny = y + dy[k];
      if (nx >= 0 && ny >= 0 && nx < width && ny < height) visit(ny * width + nx);
    }
  };
  const raise = (i: number, ks: readonly number[]): void => {
    let value = out[i];
    each(i, ks, (j) => {
      if (out[j] > value) value = out[j];
    });
    out[i] = Math.min(value, limit[i]);
  };
  const all = dx.map((_, k) => k);
  const later = all.filter((k) => !earlier.includes(k));
  for (let i = 0; i < out.length; i++) raise(i, earlier);
  const queue: number[] = [];
  for (let i = out.length - 1; i >= 0; i--) {
    raise(i, later);
    let spreads = false;
    each(i, later, (j) => {
      if (out[j] < out[i] && out[j] < limit[j]) spreads = true;
    });
    if (spreads) queue.push(i);
  }
  for (let at = 0; at < queue.length; at++) {
    const i = queue[at];
    each(i, all, (j) => {
      if (out[j] >= out[i] || out[j] >= limit[j]) return;
      out[j] = Math.min(out[i], limit[j]);
      queue.push(j);
    });
  }
  return { data: out, width, height };
}
