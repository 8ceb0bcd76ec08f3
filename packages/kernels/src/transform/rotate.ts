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

/** The frame of a turned plane, and where its points lie on the plane that it is made from. */
export interface TurnedFrame {
  readonly back: Affine;
  readonly width: number;
  readonly height: number;
}

/**
 * The frame of a plane that is turned about its centre, counter-clockwise as seen on the screen.
 *
 * @param degrees - Any finite angle.
 * @param grow - Whether it grows so that the centres of all pixels stay inside, to the nearest pixel; else it keeps its size.
 * @throws {ArgosyError} `invalid_argument` when the angle is not finite.
 *
 * Constant time. As scikit-image's `rotate` with `resize`.
 */
export function turnFrame({ width, height }: Pick<Plane, "width" | "height">, degrees: number, grow: boolean): TurnedFrame {
  if (!Number.isFinite(degrees)) throw new ArgosyError("invalid_argument", "the angle must be finite", { details: { degrees } });
  const turnBack = rotationAbout(-degrees, width / 2, height / 2);
  if (!grow) return { back: turnBack, width, height };
  const { left, top, ...size } = frameOfCentres(rotationAbout(degrees, width / 2, height / 2), width, height);
  const [x0, y0] = mapPoint(turnBack, left, top);
  return { back: { ...turnBack, x0, y0 }, ...size };
}

/**
 * Turn a plane about its centre, counter-clockwise as seen on the screen.
 *
 * Quarter turns of a frame that grows move samples without changing them.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param degrees - Any finite angle.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or the angle is not finite.
 *
 * Time O(new pixels).
 *
 * Source: scikit-image, skimage.transform.rotate (conventions).
 */
export function rotate<A extends PixelArray>(plane: Plane<A>, degrees: number, options: RotateOptions): Rotated<A> {
  requireSamples(plane);
  const frame = turnFrame(plane, degrees, options.grow);
  return { plane: warpAffine(plane, { ...frame, ...options }), back: frame.back };
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
