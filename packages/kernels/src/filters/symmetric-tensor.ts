import type { Plane } from "../array/plane.ts";

/** A symmetric 2 x 2 matrix at each pixel. */
export interface SymmetricTensor {
  readonly yy: Plane<Float32Array>;
  readonly xy: Plane<Float32Array>;
  readonly xx: Plane<Float32Array>;
}

/** The two eigenvalues at each pixel, `larger >= smaller` by their signed value. */
export interface Eigenvalues {
  readonly larger: Plane<Float32Array>;
  readonly smaller: Plane<Float32Array>;
}

/**
 * The eigenvalues of a symmetric matrix at each pixel. NaN gives NaN.
 *
 * Time O(pixels).
 */
export function tensorEigenvalues({ yy, xy, xx }: SymmetricTensor): Eigenvalues {
  const { width, height } = yy;
  const [larger, smaller] = [new Float32Array(yy.data.length), new Float32Array(yy.data.length)];
  for (let i = 0; i < larger.length; i++) {
    const middle = (yy.data[i] + xx.data[i]) / 2;
    const half = (yy.data[i] - xx.data[i]) / 2;
    const root = Math.sqrt(xy.data[i] * xy.data[i] + half * half);
    larger[i] = middle + root;
    smaller[i] = middle - root;
  }
  return { larger: { data: larger, width, height }, smaller: { data: smaller, width, height } };
}
