import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** How {@link lineProfile} reads a line. */
export interface ProfileOptions {
  /** Width of the line in pixels, a whole number >= 1; samples across it are averaged. Default 1. */
  readonly width?: number;
}

/**
 * Grey values along a straight line, one a pixel's length, from its start to its end.
 *
 * There are ceil(length) + 1 samples, evenly spaced, interpolated linearly between pixel centres; a thick line is sampled at `width` places
 * across, one pixel apart, and averaged. Places outside the frame take the nearest pixel of it. A line of no length gives one sample.
 *
 * @param image - `[height, width]`, any sample type; not changed. A NaN among the pixels between which a sample lies makes it NaN.
 * @param from - In the frame's coordinates, where the centre of the first pixel is (0.5, 0.5); `to` likewise.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, ends that are not finite, or a width out of range.
 *
 * Time O(length x width). As scikit-image's `profile_line` with order 1 and mode nearest, whose coordinates are smaller by a half.
 */
export function lineProfile(image: Plane, from: Point, to: Point, { width = 1 }: ProfileOptions = {}): Float64Array {
  requireOneSize(image);
  if (![from.x, from.y, to.x, to.y].every(Number.isFinite) || !Number.isInteger(width) || width < 1 || width > 65535)
    throw new ArgosyError("invalid_argument", "the ends or the width of a profile are out of range", { details: { from, to, width } });
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const samples = Math.ceil(length) + 1;
  const across = length === 0 ? { x: 0, y: 0 } : { x: dy / length, y: -dx / length };
  return Float64Array.from({ length: samples }, (_, i) => {
    const along = samples === 1 ? 0 : i / (samples - 1);
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const aside = k - (width - 1) / 2;
      sum += interpolate(image, from.x + along * dx + aside * across.x - 0.5, from.y + along * dy + aside * across.y - 0.5);
    }
    return sum / width;
  });
}

/** Between the four pixel centres around (x, y) in pixel indices; nothing is read of a pixel that has no weight. */
function interpolate({ data, width, height }: Plane, x: number, y: number): number {
  const cx = Math.min(Math.max(x, 0), width - 1);
  const cy = Math.min(Math.max(y, 0), height - 1);
  const [left, top] = [Math.floor(cx), Math.floor(cy)];
  const [wx, wy] = [cx - left, cy - top];
  const row = (at: number): number => data[at] * (1 - wx) + (wx === 0 ? 0 : data[at + 1] * wx);
  return row(top * width + left) * (1 - wy) + (wy === 0 ? 0 : row((top + 1) * width + left) * wy);
}
