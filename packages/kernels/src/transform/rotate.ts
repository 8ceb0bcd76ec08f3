import type { PixelArray } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Affine } from "./affine.ts";
import { mapPoint, rotationAbout } from "./affine.ts";
import type { WarpOptions } from "./warp.ts";
import { warpAffine } from "./warp.ts";

/** What {@link rotate} does besides turning. */
export interface RotateOptions extends Pick<WarpOptions, "interpolation" | "outside"> {
  /** Whether the frame grows so that the centres of all pixels stay inside, to the nearest pixel. */
  readonly grow: boolean;
}

/** A turned plane, and where its points lie on the plane that it was made from. */
export interface Rotated<A extends PixelArray> {
  readonly plane: Plane<A>;
  readonly back: Affine;
}

/**
 * Turn a plane about its centre, counter-clockwise as seen on the screen.
 *
 * Quarter turns of a frame that grows move samples without changing them.
 *
 * @param degrees - Any finite angle.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or the angle is not finite.
 *
 * Time O(new pixels).
 *
 * Source: scikit-image, skimage.transform.rotate (conventions).
 */
export function rotate<A extends PixelArray>(plane: Plane<A>, degrees: number, options: RotateOptions): Rotated<A> {
  requireSamples(plane);
  if (!Number.isFinite(degrees)) throw new ArgosyError("invalid_argument", "the angle must be finite", { details: { degrees } });
  const { width: wide, height: high } = plane;
  const turnBack = rotationAbout(-degrees, wide / 2, high / 2);
  if (!options.grow) return { plane: warpAffine(plane, { back: turnBack, width: wide, height: high, ...options }), back: turnBack };
  const { left, top, width, height } = frameOfCentres(rotationAbout(degrees, wide / 2, high / 2), wide, high);
  const [x0, y0] = mapPoint(turnBack, left, top);
  const back = { ...turnBack, x0, y0 };
  return { plane: warpAffine(plane, { back, width, height, ...options }), back };
}

/** The frame, in whole pixels, whose first pixel's centre is the least corner of all turned pixel centres. */
function frameOfCentres(turn: Affine, wide: number, high: number) {
  const corners = [0.5, wide - 0.5].flatMap((x) => [0.5, high - 0.5].map((y) => mapPoint(turn, x, y)));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    left: left - 0.5,
    top: top - 0.5,
    width: Math.round(Math.max(...xs) - left) + 1,
    height: Math.round(Math.max(...ys) - top) + 1,
  };
}
