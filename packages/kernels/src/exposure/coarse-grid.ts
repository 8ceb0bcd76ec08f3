import type { Plane } from "../array/plane.ts";

/**
 * The mean of the known samples in each square of `step` x `step` pixels; NaN where none is known. Squares at the right and lower
 * border may be cut.
 *
 * @param known - `[height * width]`, 1 = the sample counts.
 */
export function reduceKnown({ data, width, height }: Plane, known: Uint8Array, step: number): Plane<Float32Array> {
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const out = new Float32Array(columns * rows);
  const sums = new Float64Array(columns);
  const counts = new Uint32Array(columns);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    counts.fill(0);
    const end = Math.min(height, (row + 1) * step);
    for (let y = row * step; y < end; y++)
      for (let x = 0, i = y * width, column = 0; column < columns; column++)
        for (const stop = Math.min(width, (column + 1) * step); x < stop; x++, i++)
          if (known[i] === 1) {
            sums[column] += data[i];
            counts[column]++;
          }
    for (let column = 0; column < columns; column++) out[row * columns + column] = sums[column] / counts[column];
  }
  return { data: out, width: columns, height: rows };
}

/** Samples between the centres of a coarse grid's squares, bilinear; beyond the outermost centres they stay the same. */
export function enlargeGrid(grid: Plane<Float32Array>, step: number, width: number, height: number): Plane<Float32Array> {
  if (step === 1) return { data: grid.data.slice(), width, height };
  const out = new Float32Array(width * height);
  const enlarged = enlargedRows(grid, step, width, height);
  for (let y = 0; y < height; y++) enlarged(y, out.subarray(y * width, (y + 1) * width));
  return { data: out, width, height };
}

/** The rows of an enlarged grid one by one, for those who need no whole plane: writes row `y` into `row`, `[width]`. `step` is above 1. */
function enlargedRows(grid: Plane<Float32Array>, step: number, width: number, height: number): (y: number, row: Float32Array) => void {
  const { first, share } = between(width, grid.width, step);
  const lineOf = blendedRows(grid, step, height);
  const last = grid.width - 1;
  return (y, row) => {
    const line = lineOf(y);
    for (let x = 0; x < width; x++) {
      const left = first[x];
      const value = line[left];
      row[x] = value + share[x] * (line[left < last ? left + 1 : last] - value);
    }
  };
}

/**
 * How far every `stride`-th sample of a plane lies from the enlarged estimate, in raster order; those that are not finite are left out.
 * Time O(height * columns of the grid + samples looked at).
 */
export function apartFromGrid({ data, width, height }: Plane, grid: Plane<Float32Array>, step: number, stride: number): Float64Array {
  const apart = new Float64Array(Math.ceil(data.length / stride));
  const { first, share } = between(width, grid.width, step);
  const lineOf = blendedRows(grid, step, height);
  const last = grid.width - 1;
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    const line = lineOf(y);
    for (const end = (y + 1) * width; i < end; i += stride) {
      if (!Number.isFinite(data[i])) continue;
      const x = i - y * width;
      const left = first[x];
      const value = line[left];
      apart[count++] = data[i] - Math.fround(value + share[x] * (line[left < last ? left + 1 : last] - value));
    }
  }
  return apart.subarray(0, count);
}

/** Rows of a grid, blended for each row of the plane that it is drawn out to; the same array each time. */
function blendedRows(grid: Plane<Float32Array>, step: number, height: number): (y: number) => Float32Array {
  const down = between(height, grid.height, step);
  const line = new Float32Array(grid.width);
  return (y) => {
    const above = down.first[y] * grid.width;
    const below = Math.min(grid.height - 1, down.first[y] + 1) * grid.width;
    const part = down.share[y];
    for (let i = 0; i < line.length; i++) line[i] = grid.data[above + i] + part * (grid.data[below + i] - grid.data[above + i]);
    return line;
  };
}

/**
 * The mean of the samples in each square of `step` x `step` pixels that lie within `limit` of the enlarged estimate plus `middle`; NaN
 * where none does, `undefined` where none of the plane does. Samples that are not finite lie near nothing.
 */
export function reduceNear(
  { data, width, height }: Plane,
  estimate: Plane<Float32Array>,
  step: number,
  { middle, limit }: { readonly middle: number; readonly limit: number },
): Plane<Float32Array> | undefined {
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const out = new Float32Array(columns * rows);
  const sums = new Float64Array(columns);
  const counts = new Uint32Array(columns);
  const enlarged = enlargedRows(estimate, step, width, height);
  const line = new Float32Array(width);
  let known = 0;
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    counts.fill(0);
    const end = Math.min(height, (row + 1) * step);
    for (let y = row * step; y < end; y++) {
      enlarged(y, line);
      for (let x = 0, i = y * width, column = 0; column < columns; column++) {
        let sum = sums[column];
        let count = 0;
        for (const stop = Math.min(width, (column + 1) * step); x < stop; x++, i++) {
          const value = data[i];
          // False for NaN and infinities, too.
          if (Math.abs(value - line[x] - middle) <= limit) {
            sum += value;
            count++;
          }
        }
        sums[column] = sum;
        counts[column] += count;
      }
    }
    for (let column = 0; column < columns; column++) {
      out[row * columns + column] = sums[column] / counts[column];
      known += counts[column];
    }
  }
  return known === 0 ? undefined : { data: out, width: columns, height: rows };
}

/** For each pixel the coarse sample before it, and how far it is on the way to the next. */
function between(length: number, count: number, step: number): { readonly first: Int32Array; readonly share: Float32Array } {
  const first = new Int32Array(length);
  const share = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const at = Math.min(count - 1, Math.max(0, (i + 0.5) / step - 0.5));
    first[i] = Math.floor(at);
    share[i] = at - first[i];
  }
  return { first, share };
}
