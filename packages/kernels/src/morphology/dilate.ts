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
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels * radius).
 */
export function dilate<A extends PixelArray>(plane: Plane<A>, footprint: Footprint): Plane<A> {
  return extremum(plane, footprint, 1);
}
