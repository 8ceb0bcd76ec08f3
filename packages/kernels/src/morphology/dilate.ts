import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Footprint } from "./extremum.ts";
import { extremum } from "./extremum.ts";

/**
 * The largest sample under the footprint: bright regions grow.
 *
 * Works on masks and on grey planes of any sample type, which is kept; what lies outside the frame does not count. NaN samples are
 * not defined here.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels * radius). As scikit-image's `dilation`.
 */
export function dilate<A extends PixelArray>(plane: Plane<A>, footprint: Footprint): Plane<A> {
  return extremum(plane, footprint, 1);
}
