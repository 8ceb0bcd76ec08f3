import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { closeMorphology } from "./close.ts";
import type { Footprint } from "./extremum.ts";
import { openMorphology } from "./open.ts";

/**
 * What an opening takes away (`bright`), or a closing adds (`dark`): structures that cannot hold the footprint, on a flat ground.
 *
 * @param image - `[height, width]`, any sample type, which is kept; not changed. What lies outside the frame does not count; NaN samples are not
 *   defined here.
 * @returns Values >= 0; 0 where the footprint fits, so a constant gives 0 everywhere.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels x radius). As scikit-image's `white_tophat` and `black_tophat`.
 *
 * Source: F. Meyer (1979), J. Histochem. Cytochem. 27(1), 128-135, doi:10.1177/27.1.438499.
 */
export function topHat<A extends PixelArray>(image: Plane<A>, footprint: Footprint, side: "bright" | "dark"): Plane<A> {
  const other = side === "bright" ? openMorphology(image, footprint) : closeMorphology(image, footprint);
  const data = image.data.slice() as A;
  for (let i = 0; i < data.length; i++) data[i] = side === "bright" ? data[i] - other.data[i] : other.data[i] - data[i];
  return { data, width: image.width, height: image.height };
}
