import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
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
    for (let k = 0, at = radius; k < count; k++, at += step) {
      let sum = weights[0] * line[at];
      for (let j = 1; j <= radius; j++) sum += weights[j] * (line[at - j] + line[at + j]);
      out[y * count + k] = sum;
    }
  }
  return { data: out, width: count, height };
}

/** Apply a line kernel along every column. `[height, width]` becomes `[count, width]`. */
export function convolveColumns({ data, width, height }: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  const { weights, step, count } = kernel;
  const radius = weights.length - 1;
  const indices = extendedIndices(height, kernel, border);
  const sums = new Float64Array(width);
  const out = new Float32Array(width * count);
  for (let k = 0, at = radius; k < count; k++, at += step) {
    const centre = indices[at] * width;
    for (let x = 0; x < width; x++) sums[x] = weights[0] * data[centre + x];
    for (let j = 1; j <= radius; j++) addPair(sums, data, indices[at - j] * width, indices[at + j] * width, weights[j]);
    out.set(sums, k * width);
  }
  return { data: out, width, height: count };
}

function addPair(sums: Float64Array, data: PixelArray, above: number, below: number, weight: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] += weight * (data[above + x] + data[below + x]);
}

function extendedIndices(length: number, { weights, origin, step, count }: LineKernel, border: Border): Int32Array {
  const radius = weights.length - 1;
  const indices = new Int32Array((count - 1) * step + 1 + 2 * radius);
  for (let i = 0; i < indices.length; i++) indices[i] = borderIndex(origin - radius + i, length, border);
  return indices;
}
