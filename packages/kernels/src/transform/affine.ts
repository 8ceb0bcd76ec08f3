import { ArgosyError } from "@argosy/core";

/**
 * An affine map of the plane: `(x, y)` becomes `(xx * x + xy * y + x0, yx * x + yy * y + y0)`, in pixels; the centre of the first pixel is
 * at (0.5, 0.5).
 */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/**
 * Where a map takes a point, in pixels.
 *
 * Constant time. As numpy's `matmul` of the matrix and (x, y, 1).
 */
export function mapPoint({ xx, xy, x0, yx, yy, y0 }: Affine, x: number, y: number): readonly [x: number, y: number] {
  return [xx * x + xy * y + x0, yx * x + yy * y + y0];
}

/**
 * The map that leads back: what was found on a turned image lies on the original where this takes it.
 *
 * @throws {ArgosyError} `invalid_argument` when the map folds the plane into a line.
 *
 * Constant time. As numpy's `linalg.inv`.
 */
export function invertAffine({ xx, xy, x0, yx, yy, y0 }: Affine): Affine {
  const area = xx * yy - xy * yx;
  if (!(Math.abs(area) > 0 && Number.isFinite(area)))
    throw new ArgosyError("invalid_argument", "the map cannot be undone", { details: { area } });
  const [a, b, c, d] = [yy / area, -xy / area, -yx / area, xx / area];
  return { xx: a, xy: b, x0: -(a * x0 + b * y0), yx: c, yy: d, y0: -(c * x0 + d * y0) };
}

/**
 * The map that takes a point where `first` and then `then` take it.
 *
 * Constant time. As numpy's `matmul` of `then` and `first`.
 */
export function composeAffine(first: Affine, then: Affine): Affine {
  const [x0, y0] = mapPoint(then, first.x0, first.y0);
  return {
    xx: then.xx * first.xx + then.xy * first.yx,
    xy: then.xx * first.xy + then.xy * first.yy,
    x0,
    yx: then.yx * first.xx + then.yy * first.yx,
    yy: then.yx * first.xy + then.yy * first.yy,
    y0,
  };
}

/**
 * Whether a map mirrors, turns by quarters and moves by whole pixels alone, so that every pixel lies on just one.
 *
 * Exact: a map that was rounded is not one. Constant time.
 *
 * Source: signed permutations, by definition.
 */
export function keepsPixels({ xx, xy, x0, yx, yy, y0 }: Affine): boolean {
  const upright = Math.abs(xx) === 1 && Math.abs(yy) === 1 && xy === 0 && yx === 0;
  const lying = Math.abs(xy) === 1 && Math.abs(yx) === 1 && xx === 0 && yy === 0;
  return (upright || lying) && Number.isInteger(x0) && Number.isInteger(y0);
}

/**
 * A turn by an angle in degrees, counter-clockwise as seen on the screen, that keeps a point in its place.
 *
 * Quarter turns are not rounded. An angle that is not finite gives NaN. Constant time.
 *
 * Source: scikit-image, skimage.transform.rotate (direction).
 */
export function rotationAbout(degrees: number, x: number, y: number): Affine {
  const [cos, sin] = exactTurn(degrees);
  return { xx: cos, xy: sin, x0: x - cos * x - sin * y, yx: -sin, yy: cos, y0: y + sin * x - cos * y };
}

/** Quarter turns have no rounding. */
function exactTurn(degrees: number): readonly [cos: number, sin: number] {
  const quarters = degrees / 90;
  if (Number.isInteger(quarters)) {
    const k = ((quarters % 4) + 4) % 4;
    return (
      [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const
    )[k];
  }
  return [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
}
