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
  const across = between(width, grid.width, step);
  const down = between(height, grid.height, step);
  const line = new Float32Array(grid.width);
  for (let y = 0; y < height; y++) {
    const above = down.first[y] * grid.width;
    const below = Math.min(grid.height - 1, down.first[y] + 1) * grid.width;
    for (let i = 0; i < line.length; i++) line[i] = grid.data[above + i] + down.share[y] * (grid.data[below + i] - grid.data[above + i]);
    for (let x = 0; x < width; x++) {
      const left = across.first[x];
      const right = Math.min(grid.width - 1, left + 1);
      out[y * width + x] = line[left] + across.share[x] * (line[right] - line[left]);
    }
  }
  return { data: out, width, height };
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
