import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { dilate } from "./dilate.ts";
import { erode } from "./erode.ts";
import type { Footprint } from "./extremum.ts";

/**
 * Dilation, then erosion: dark gaps that cannot hold the footprint vanish.
 *
 * Works on masks and on grey planes of any sample type, which is kept; what lies outside the frame does not count. NaN samples are
 * not defined here.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels * radius). As scikit-image's `closing`.
 */
export function closeMorphology<A extends PixelArray>(plane: Plane<A>, footprint: Footprint): Plane<A> {
  return erode(dilate(plane, footprint), footprint);
}
