import type { ObjectWindow } from "./object-window.ts";

const HALF_DIAGONAL = (1 + Math.SQRT2) / 2;
/** Weight of a border pixel by 10 x diagonal + 2 x straight border neighbours. */
const PERIMETER_WEIGHTS = perimeterWeights();

function perimeterWeights(): Float64Array {
  const weights = new Float64Array(49);
  for (const i of [4, 6, 14, 16, 24, 26]) weights[i] = 1;
  for (const i of [20, 32]) weights[i] = Math.SQRT2;
  for (const i of [12, 22]) weights[i] = HALF_DIAGONAL;
  return weights;
}

/**
 * Perimeter of the painted object along the centres of its border pixels, holes included.
 *
 * A border pixel has a background pixel among its four straight neighbours; it counts 1, sqrt(2) or their mean by how its own
 * border neighbours lie. 0 for a single pixel.
 *
 * @param border - Scratch of at least the window's size; its contents are overwritten.
 *
 * Source: K. Benkrid, D. Crookes, "Design and FPGA implementation of a perimeter estimator" (2000); scikit-image `perimeter`.
 */
export function perimeter({ mask, width, height }: ObjectWindow, border: Int32Array): number {
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let p = y * width + 1, end = (y + 1) * width - 1; p < end; p++) {
      if (mask[p] === 1 && (mask[p - 1] === 0 || mask[p + 1] === 0 || mask[p - width] === 0 || mask[p + width] === 0)) border[count++] = p;
    }
  }
  for (let i = 0; i < count; i++) mask[border[i]] = 3;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const p = border[i];
    const straight = (mask[p - 1] >> 1) + (mask[p + 1] >> 1) + (mask[p - width] >> 1) + (mask[p + width] >> 1);
    const diagonal = (mask[p - width - 1] >> 1) + (mask[p - width + 1] >> 1) + (mask[p + width - 1] >> 1) + (mask[p + width + 1] >> 1);
    total += PERIMETER_WEIGHTS[10 * diagonal + 2 * straight];
  }
  for (let i = 0; i < count; i++) mask[border[i]] = 1;
  return total;
}

/**
 * How often each of the 16 patterns of 2 x 2 pixels occurs in the painted object, padding included.
 *
 * The pattern's number is 1 x lower right + 2 x upper right + 4 x lower left + 8 x upper left.
 */
export function countQuads({ mask, width, height }: ObjectWindow, counts: Uint32Array): void {
  counts.fill(0);
  for (let y = 1; y < height; y++) {
    let left = 0;
    for (let p = y * width + 1, end = (y + 1) * width; p < end; p++) {
      const right = mask[p] + 2 * mask[p - width];
      counts[right + 4 * left]++;
      left = right;
    }
  }
}

/**
 * Number of 8-connected parts less the number of their holes (holes are 4-connected background), from {@link countQuads}.
 *
 * Source: J. Ohser, W. Nagel, K. Schladitz (2002), Lecture Notes in Physics 600, doi:10.1007/3-540-45782-8_12.
 */
export function eulerNumber(quads: Uint32Array): number {
  return quads[8] - quads[6] - quads[14];
}

const STRAIGHT = Math.PI / 4;
const DIAGONAL = Math.PI / (4 * Math.SQRT2);
const CROFTON_WEIGHTS = [
  0,
  STRAIGHT + DIAGONAL,
  DIAGONAL,
  2 * DIAGONAL,
  0,
  STRAIGHT + DIAGONAL,
  0,
  DIAGONAL,
  STRAIGHT,
  2 * STRAIGHT,
  DIAGONAL,
  DIAGONAL,
  STRAIGHT,
  2 * STRAIGHT,
  0,
  0,
];

/**
 * Perimeter by Crofton's formula in four directions, from {@link countQuads}: the number of times that straight lines cross the
 * outline, averaged over their directions. Holes included.
 *
 * Source: scikit-image `perimeter_crofton` with 4 directions.
 */
export function croftonPerimeter(quads: Uint32Array): number {
  let total = 0;
  for (let i = 0; i < 16; i++) total += CROFTON_WEIGHTS[i] * quads[i];
  return total;
}
