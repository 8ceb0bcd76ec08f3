import type { PixelArray } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";

/**
 * A symmetric weighting of neighbours, evaluated on a grid: sample k stands at `origin + k * step` of the input line and is the sum of
 * `weights[j] * (input[position - j] + input[position + j])` over j = 1..radius, plus `weights[0] * input[position]`.
 */
export interface LineKernel {
  readonly weights: Float64Array;
  readonly origin: number;
  readonly step: number;
  readonly count: number;
}

/** Apply a line kernel along every row. `[height, width]` becomes `[height, count]`. */
export function convolveRows({ data, width, height }: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  const { weights, step, count } = kernel;
  const radius = weights.length - 1;
  const indices = extendedIndices(width, kernel, border);
  const line = new Float64Array(indices.length);
  const out = new Float32Array(count * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < line.length; i++) line[i] = data[y * width + indices[i]];
    // From the next sample that is not 0 on: nothing but zeros gives 0.
    let next = -1;
    for (let k = 0, at = radius; k < count; k++, at += step) {
      if (next < at - radius) for (next = at - radius; next < line.length && line[next] === 0; ) next++;
      if (next <= at + radius) out[y * count + k] = weigh(line, at, weights);
    }
  }
  return { data: out, width: count, height };
}

/** The weighted sum round one sample of a line. Four pairs at a time, added in the same order as one by one. */
function weigh(line: Float64Array, at: number, weights: Float64Array): number {
  let sum = weights[0] * line[at];
  let j = 1;
  for (; j + 3 < weights.length; j += 4)
    sum =
      sum +
      weights[j] * (line[at - j] + line[at + j]) +
      weights[j + 1] * (line[at - j - 1] + line[at + j + 1]) +
      weights[j + 2] * (line[at - j - 2] + line[at + j + 2]) +
      weights[j + 3] * (line[at - j - 3] + line[at + j + 3]);
  for (; j < weights.length; j++) sum += weights[j] * (line[at - j] + line[at + j]);
  return sum;
}

/** Apply a line kernel along every column. `[height, width]` becomes `[count, width]`. */
export function convolveColumns({ data, width, height }: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  const { weights, step, count } = kernel;
  const radius = weights.length - 1;
  const starts = extendedIndices(height, kernel, border).map((row) => row * width);
  const sums = new Float64Array(width);
  const out = new Float32Array(width * count);
  for (let k = 0, at = radius; k < count; k++, at += step) {
    const centre = starts[at];
    for (let x = 0; x < width; x++) sums[x] = weights[0] * data[centre + x];
    let j = 1;
    for (; j + 3 <= radius; j += 4) addFourPairs(sums, data, starts.subarray(at - j - 3, at + j + 4), weights.subarray(j, j + 4));
    for (; j <= radius; j++) addPair(sums, data, starts[at - j], starts[at + j], weights[j]);
    out.set(sums, k * width);
  }
  return { data: out, width, height: count };
}

/** Four pairs of rows at a time, from the inside out, added in the same order as one by one. `starts`: where the rows begin, outermost first and last. */
function addFourPairs(sums: Float64Array, data: PixelArray, starts: Int32Array, weights: Float64Array): void {
  const last = starts.length - 1;
  const [d1, c1, b1, a1] = [starts[0], starts[1], starts[2], starts[3]];
  const [a2, b2, c2, d2] = [starts[last - 3], starts[last - 2], starts[last - 1], starts[last]];
  const [a, b, c, d] = [weights[0], weights[1], weights[2], weights[3]];
  for (let x = 0; x < sums.length; x++)
    sums[x] =
      sums[x] +
      a * (data[a1 + x] + data[a2 + x]) +
      b * (data[b1 + x] + data[b2 + x]) +
      c * (data[c1 + x] + data[c2 + x]) +
      d * (data[d1 + x] + data[d2 + x]);
}

function addPair(sums: Float64Array, data: PixelArray, above: number, below: number, weight: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] += weight * (data[above + x] + data[below + x]);
}

/** As {@link convolveColumns} at every row, with results only where the mask is not 0; the rest is 0. */
export function convolveColumnsWithin(
  { data, width, height }: Plane,
  weights: Float64Array,
  border: Border,
  mask: Mask,
): Plane<Float32Array> {
  const radius = weights.length - 1;
  const starts = extendedIndices(height, { weights, origin: 0, step: 1, count: height }, border).map((row) => row * width);
  const line = new Float64Array(2 * radius + 1);
  const out = new Float32Array(data.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (mask.data[i] === 0) continue;
      for (let j = 0; j < line.length; j++) line[j] = data[starts[y + j] + x];
      out[i] = weigh(line, radius, weights);
    }
  return { data: out, width, height };
}

function extendedIndices(length: number, { weights, origin, step, count }: LineKernel, border: Border): Int32Array {
  const radius = weights.length - 1;
  const indices = new Int32Array((count - 1) * step + 1 + 2 * radius);
  for (let i = 0; i < indices.length; i++) indices[i] = borderIndex(origin - radius + i, length, border);
  return indices;
}
