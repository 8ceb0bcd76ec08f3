import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { blendedRows, spansOf } from "./coarse-grid.ts";

/**
 * The mean of the known samples in each square of `step` x `step` pixels; NaN where none is known. Squares at the right and lower
 * border may be cut.
 *
 * @param known - `[height * width]`, 1 = the sample counts; `undefined` = all do.
 */
export function reduceKnown(plane: Plane, known: Uint8Array | undefined, step: number): Plane<Float32Array> {
  const { data, width } = plane;
  return meansOfSquares(plane, step, (y, sums, counts) => {
    for (let x = 0, i = y * width, column = 0; column < sums.length; column++) {
      const stop = Math.min(width, (column + 1) * step);
      let sum = sums[column];
      let count = counts[column];
      if (known === undefined) {
        count += stop - x;
        for (; x < stop; x++, i++) sum += data[i];
      } else
        for (; x < stop; x++, i++)
          if (known[i] === 1) {
            sum += data[i];
            count++;
          }
      sums[column] = sum;
      counts[column] = count;
    }
  }).means;
}

/**
 * The mean of the samples in each square of `step` x `step` pixels that lie within `limit` of the enlarged estimate plus `middle`; NaN
 * where none does, `undefined` where none of the plane does. Samples that are not finite lie near nothing.
 */
export function reduceNear(
  plane: Plane,
  estimate: Plane<Float32Array>,
  step: number,
  { middle, limit }: { readonly middle: number; readonly limit: number },
): Plane<Float32Array> | undefined {
  const { data, width, height } = plane;
  const { share, starts, lefts, squares } = spansOf(width, estimate.width, step);
  const lineOf = blendedRows(estimate, step, height);
  const last = estimate.width - 1;
  const add = data instanceof Float32Array || data instanceof Float64Array ? addNear : addNearWhole;
  const { means, known } = meansOfSquares(plane, step, (y, sums, counts) => {
    const line = lineOf(y);
    const row = data.subarray(y * width, (y + 1) * width);
    for (let span = 0; span < lefts.length; span++) {
      const left = lefts[span];
      const before = line[left];
      const rise = line[left < last ? left + 1 : last] - before;
      const into = { sums, counts, square: squares[span] };
      add(row, share, { from: starts[span], to: starts[span + 1], before, rise, middle, limit }, into);
    }
  });
  return known === 0 ? undefined : means;
}

/** Samples `from..to - 1` of a row, and where they lie near: within `limit` of `before + share * rise + middle`. */
interface NearSpan {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly rise: number;
  readonly middle: number;
  readonly limit: number;
}

interface SquareSums {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
  readonly square: number;
}

function addNear(row: PixelArray, share: Float64Array, span: NearSpan, { sums, counts, square }: SquareSums): void {
  const { from, to, before, rise, middle, limit } = span;
  for (let x = from; x < to; x++) {
    const value = row[x];
    // False for NaN and infinities, too.
    if (Math.abs(value - Math.fround(before + share[x] * rise) - middle) <= limit) {
      sums[square] += value;
      counts[square]++;
    }
  }
}

/** The same for whole numbers, whose sums are exact in any order: without a branch, which noise would make impossible to foresee. */
function addNearWhole(row: PixelArray, share: Float64Array, span: NearSpan, { sums, counts, square }: SquareSums): void {
  const { from, to, before, rise, middle, limit } = span;
  let sum = 0;
  let count = 0;
  for (let x = from; x < to; x++) {
    const value = row[x];
    const near = Number(Math.abs(value - Math.fround(before + share[x] * rise) - middle) <= limit);
    sum += value * near;
    count += near;
  }
  sums[square] += sum;
  counts[square] += count;
}

/** The means of the squares; of each row `add` adds what counts, square by square. */
function meansOfSquares(
  { width, height }: Plane,
  step: number,
  add: (y: number, sums: Float64Array, counts: Uint32Array) => void,
): { readonly means: Plane<Float32Array>; readonly known: number } {
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const out = new Float32Array(columns * rows);
  const sums = new Float64Array(columns);
  const counts = new Uint32Array(columns);
  let known = 0;
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    counts.fill(0);
    const end = Math.min(height, (row + 1) * step);
    for (let y = row * step; y < end; y++) add(y, sums, counts);
    for (let column = 0; column < columns; column++) {
      out[row * columns + column] = sums[column] / counts[column];
      known += counts[column];
    }
  }
  return { means: { data: out, width: columns, height: rows }, known };
}
