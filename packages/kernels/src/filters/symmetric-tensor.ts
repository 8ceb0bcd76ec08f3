import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

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
 * @param tensor - Three planes `[height, width]`, as {@link structureTensor} and {@link hessianMatrix} give them; not changed.
 * @returns Two planes `[height, width]`, 32 bits.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sizes differ.
 *
 * Time O(pixels). As scikit-image's `structure_tensor_eigenvalues`.
 */
export function tensorEigenvalues({ yy, xy, xx }: SymmetricTensor): Eigenvalues {
  requireOneSize(yy, xy, xx);
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
