import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { RegionBand } from "./region-band.ts";
import { createRegionBand } from "./region-band.ts";

/** How far and how smoothly a {@link chanVese} contour moves. */
export interface ChanVeseOptions {
  /** Most rounds, a whole number >= 0; in each the outline moves by a pixel or two. Default 100. */
  readonly rounds?: number;
  /** How often the outline is smoothed a round, a whole number >= 0; default 1. */
  readonly smoothing?: number;
  /** Weight of a pixel's distance to the mean inside, >= 0; default 1. The greater, the more alike the inside must be. */
  readonly inside?: number;
  /** Weight of its distance to the mean outside, >= 0; default 1. */
  readonly outside?: number;
}

/**
 * An active contour without edges: the outline of a mask moves until inside and outside are each as even in grey as they can be.
 *
 * In a round every pixel at the outline (whose neighbours to the left and right, or above and below, differ) goes to the side whose mean is
 * nearer, where `inside * (v - mean inside)^2` and `outside * (v - mean outside)^2` are compared; equally near ones stay. Then bends are
 * smoothed: a pixel leaves that lies on no straight run of three inside pixels in any of four directions, one joins that has inside pixels on
 * all of these lines, in turns the one or the other first. What is outside of the frame counts as outside. Parts may merge and split. Samples
 * that are not finite are in neither mean, and go where the smoothing puts them.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @param start - Other than 0 = inside; not changed. An empty one stays empty.
 * @returns A new mask of 0 and 1, at the latest after `rounds`; earlier when nothing moves any more.
 * @throws {ArgosyError} `invalid_argument` for planes without pixels or of two sizes, or an option out of its range.
 *
 * Time O(pixels + length of the outline x rounds). As scikit-image's `morphological_chan_vese`; sums of floating-point samples are rounded in
 * another order.
 *
 * Source: P. Marquez-Neila, L. Baumela, L. Alvarez (2014), IEEE Trans. Pattern Anal. 36(1), 2-17, doi:10.1109/TPAMI.2013.106; the model is that
 * of T. F. Chan, L. A. Vese (2001), IEEE Trans. Image Process. 10(2), 266-277, doi:10.1109/83.902291.
 */
export function chanVese(image: Plane, start: Mask, options: ChanVeseOptions = {}): Mask {
  requireOneSize(image, start);
  const { rounds = 100, smoothing = 1, inside = 1, outside = 1 } = options;
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
  if (!isCount(rounds) || !isCount(smoothing) || !(inside >= 0) || !(outside >= 0))
    throw new ArgosyError("invalid_argument", "an option of the contour is out of range", {
      details: { rounds, smoothing, inside, outside },
    });
  const band = createRegionBand(image, start);
  let turn = 0;
  // The two ways to smooth take turns, so only two quiet rounds one after the other are rest.
  for (let round = 0, quiet = 0; round < rounds && quiet < 2; round++) {
    attach(band, image, inside, outside);
    for (let k = 0; k < smoothing; k++, turn++) {
      band.sweep(turn % 2 === 0 ? closed : opened);
      band.sweep(turn % 2 === 0 ? opened : closed);
    }
    quiet = band.endRound() ? quiet + 1 : 0;
  }
  return band.mask();
}

/** As the reference has it, so that an empty side has a mean. */
const EMPTY = 1e-8;

function attach(band: RegionBand, { data, width, height }: Plane, inside: number, outside: number): void {
  const meanOutside = band.sums[0] / (band.counts[0] + EMPTY);
  const meanInside = band.sums[1] / (band.counts[1] + EMPTY);
  band.sweep((u, p, stride) => {
    const x = (p % stride) - 1;
    const y = Math.floor(p / stride) - 1;
    // At the frame the pixel itself takes the place of the neighbour that is not there.
    const across = u[x < width - 1 ? p + 1 : p] - u[x > 0 ? p - 1 : p];
    const down = u[y < height - 1 ? p + stride : p] - u[y > 0 ? p - stride : p];
    if (across === 0 && down === 0) return u[p];
    const value = data[y * width + x];
    const drive = inside * (value - meanInside) ** 2 - outside * (value - meanOutside) ** 2;
    return drive < 0 ? 1 : drive > 0 ? 0 : u[p];
  });
}

/** 1 where a straight run of three pixels through this one is inside. */
function opened(u: Uint8Array, p: number, stride: number): number {
  const runs =
    (u[p - 1] & u[p + 1]) |
    (u[p - stride] & u[p + stride]) |
    (u[p - stride - 1] & u[p + stride + 1]) |
    (u[p - stride + 1] & u[p + stride - 1]);
  return u[p] & runs;
}

/** 1 where every straight run of three pixels through this one has one inside. */
function closed(u: Uint8Array, p: number, stride: number): number {
  const runs =
    (u[p - 1] | u[p + 1]) &
    (u[p - stride] | u[p + stride]) &
    (u[p - stride - 1] | u[p + stride + 1]) &
    (u[p - stride + 1] | u[p + stride - 1]);
  return u[p] | runs;
}
