import type { Mask } from "../array/plane.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { labelComponents } from "../segmentation/label.ts";

/**
 * Remove the objects of a mask that have fewer than `minArea` pixels.
 *
 * @param mask - `[height, width]`, other than 0 = foreground; not changed.
 * @param minArea - In pixels; an object of exactly this area stays.
 * @param connectivity - Of the objects.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As scikit-image's `remove_small_objects`.
 */
export function removeSmall(mask: Mask, minArea: number, connectivity: Connectivity): Mask {
  const { labels, count } = labelComponents(mask, connectivity);
  const areas = new Uint32Array(count + 1);
  for (let i = 0; i < labels.data.length; i++) areas[labels.data[i]]++;
  const kept = new Uint8Array(labels.data.length);
  for (let i = 0; i < kept.length; i++) kept[i] = labels.data[i] !== 0 && areas[labels.data[i]] >= minArea ? 1 : 0;
  return { data: kept, width: mask.width, height: mask.height };
}
