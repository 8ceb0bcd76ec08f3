import type { Plane } from "../array/plane.ts";

/** Samples between the centres of a coarse grid's squares, bilinear; beyond the outermost centres they stay the same. */
export function enlargeGrid(grid: Plane<Float32Array>, step: number, width: number, height: number): Plane<Float32Array> {
  if (step === 1) return { data: grid.data.slice(), width, height };
  const out = new Float32Array(width * height);
  const { share, starts, lefts } = spansOf(width, grid.width, step);
  const lineOf = blendedRows(grid, step, height);
  const last = grid.width - 1;
  for (let y = 0; y < height; y++) {
    const line = lineOf(y);
    const row = y * width;
    for (let span = 0; span < lefts.length; span++) {
      const left = lefts[span];
      const value = line[left];
      const rise = line[left < last ? left + 1 : last] - value;
      const end = starts[span + 1];
      for (let x = starts[span]; x < end; x++) out[row + x] = value + share[x] * rise;
    }
  }
  return { data: out, width, height };
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
export function blendedRows(grid: Plane<Float32Array>, step: number, height: number): (y: number) => Float32Array {
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

/** Stretches of a line of pixels that lie in one square of a coarse grid and between the same two centres. */
export interface Spans {
  /** Of each pixel, how far it is on its way from the centre before it to the next. */
  readonly share: Float64Array;
  /** First pixel of each stretch; the length of the line stands behind the last. */
  readonly starts: Int32Array;
  /** The coarse sample before each stretch. */
  readonly lefts: Int32Array;
  readonly squares: Int32Array;
}

/** How a line of `length` pixels lies on `count` squares of `step` pixels. */
export function spansOf(length: number, count: number, step: number): Spans {
  const { first, share } = between(length, count, step);
  const starts: number[] = [];
  for (let i = 0; i < length; i++) if (i === 0 || i % step === 0 || first[i] !== first[i - 1]) starts.push(i);
  return {
    share,
    starts: Int32Array.from([...starts, length]),
    lefts: Int32Array.from(starts, (start) => first[start]),
    squares: Int32Array.from(starts, (start) => Math.floor(start / step)),
  };
}

/** For each pixel the coarse sample before it, and how far it is on the way to the next, in 32-bit precision. */
function between(length: number, count: number, step: number): { readonly first: Int32Array; readonly share: Float64Array } {
  const first = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = Math.min(count - 1, Math.max(0, (i + 0.5) / step - 0.5));
    first[i] = Math.floor(at);
    share[i] = Math.fround(at - first[i]);
  }
  return { first, share };
}
