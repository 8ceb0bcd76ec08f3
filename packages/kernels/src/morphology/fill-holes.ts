import type { Mask } from "../array/plane.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { fillSmallHoles } from "./fill-small-holes.ts";

/**
 * Fill the holes of a mask: background that is not connected to the frame's border becomes foreground.
 *
 * @param mask - `[height, width]`, other than 0 = foreground; not changed.
 * @param connectivity - Of the background: 4 (the default, for 8-connected objects) or 8.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As scipy's `binary_fill_holes`.
 */
export function fillHoles(mask: Mask, connectivity: Connectivity = 4): Mask {
  return fillSmallHoles(mask, Number.POSITIVE_INFINITY, connectivity);
}
