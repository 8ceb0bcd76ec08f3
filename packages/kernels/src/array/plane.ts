import type { PixelArray } from "@argosy/core";

/**
 * One 2-D grid of values: row-major, `data[y * width + x]`, no padding.
 *
 * The pixel at (x, y) covers the square [x, x+1) x [y, y+1): its centre is at (x + 0.5, y + 0.5).
 * Every kernel uses this convention.
 */
export interface Plane<A extends PixelArray = PixelArray> {
  readonly data: A;
  readonly width: number;
  readonly height: number;
}

/** A plane whose samples are 0 (background) or 1 (foreground). */
export type Mask = Plane<Uint8Array>;

/** A label image: samples are 0 (background) or the 1-based number of an object. */
export type Labels = Plane<Uint32Array>;

/**
 * A plane over given samples `[height * width]`; nothing is copied.
 *
 * @throws {RangeError} when `data.length` is not `width * height`.
 *
 * Constant time.
 */
export function plane<A extends PixelArray>(data: A, width: number, height: number): Plane<A> {
  if (data.length !== width * height)
    throw new RangeError(`a plane of ${width} x ${height} needs ${width * height} samples, got ${data.length}`);
  return { data, width, height };
}
