import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";
import { weighStepsSimd } from "./coarse-simd.ts";
import { extendRow } from "./extend-row.ts";
import type { LineKernel } from "./line-kernel.ts";

/** Apply a line kernel along every row. `[height, width]` becomes `[height, count]`. */
export function convolveRows(plane: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  return (kernel.step > 1 ? weighStepsSimd(plane, kernel, border) : undefined) ?? convolveRowsByLines(plane, kernel, border);
}

/** As {@link convolveRows}, without the module of `packages/kernels/src/simd`: what that must give, and what runs where there is none. */
export function convolveRowsByLines(plane: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  const { weights, origin, step, count } = kernel;
  const { height } = plane;
  const radius = weights.length - 1;
  const line = new Float64Array((count - 1) * step + 1 + 2 * radius);
  const out = new Float32Array(count * height);
  const weigh = step > 1 ? weighApart : weighInOrder;
  for (let y = 0; y < height; y++) {
    extendRow(plane, { y, from: origin - radius, count: line.length }, border, line);
    // From the next sample that is not 0 on: nothing but zeros gives 0.
    let next = -1;
    for (let k = 0, at = radius; k < count; k++, at += step) {
      if (next < at - radius) for (next = at - radius; next < line.length && line[next] === 0; ) next++;
      if (next <= at + radius) out[y * count + k] = weigh(line, at, weights);
    }
  }
  return { data: out, width: count, height };
}

/** The weighted sum round one sample of a line, in four parts that do not wait for each other. */
function weighApart(line: Float64Array, at: number, weights: Float64Array): number {
  let a = weights[0] * line[at];
  let b = 0;
  let c = 0;
  let d = 0;
  let j = 1;
  for (; j + 3 < weights.length; j += 4) {
    a += weights[j] * (line[at - j] + line[at + j]);
    b += weights[j + 1] * (line[at - j - 1] + line[at + j + 1]);
    c += weights[j + 2] * (line[at - j - 2] + line[at + j + 2]);
    d += weights[j + 3] * (line[at - j - 3] + line[at + j + 3]);
  }
  for (; j < weights.length; j++) a += weights[j] * (line[at - j] + line[at + j]);
  return a + b + (c + d);
}

/** The weighted sum round one sample of a line. Four pairs at a time, added in the same order as one by one. */
function weighInOrder(line: Float64Array, at: number, weights: Float64Array): number {
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
export function convolveColumns(plane: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> {
  const { weights, step, count } = kernel;
  const { width } = plane;
  const radius = weights.length - 1;
  const { data, starts } = extendedRows(plane, kernel, border);
  const sums = new Float64Array(width);
  const out = new Float32Array(width * count);
  for (let k = 0, at = radius; k < count; k++, at += step) {
    addRows({ data, starts, weights, sums }, at, 0, width);
    out.set(sums, k * width);
  }
  return { data: out, width, height: count };
}

/** As {@link convolveColumns} at every row, with results only where the mask is not 0; the rest is 0. */
export function convolveColumnsWithin(plane: Plane, weights: Float64Array, border: Border, mask: Mask): Plane<Float32Array> {
  const { width, height } = plane;
  const { data, starts } = extendedRows(plane, { weights, origin: 0, step: 1, count: height }, border);
  const taps: Taps = { data, starts, weights, sums: new Float64Array(width) };
  const out = new Float32Array(width * height);
  for (let y = 0, row = 0; y < height; y++, row += width)
    for (let x = 0; x < width; x++) {
      if (mask.data[row + x] === 0) continue;
      const from = x;
      while (x < width && mask.data[row + x] !== 0) x++;
      addRows(taps, y + weights.length - 1, from, x);
      for (let i = from; i < x; i++) out[row + i] = taps.sums[i];
    }
  return { data: out, width, height };
}

/** What is added up along columns: `starts` tells where each row begins, those beyond the frame included. */
interface Taps {
  readonly data: PixelArray;
  readonly starts: Int32Array;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

/** The weighted sums round row `at` in the columns `from..to - 1`. Four pairs at a time, added in the same order as one by one. */
function addRows(taps: Taps, at: number, from: number, to: number): void {
  const { data, starts, weights, sums } = taps;
  const centre = starts[at];
  for (let x = from; x < to; x++) sums[x] = weights[0] * data[centre + x];
  let j = 1;
  for (; j + 3 < weights.length; j += 4) {
    const [a1, b1, c1, d1] = [starts[at - j], starts[at - j - 1], starts[at - j - 2], starts[at - j - 3]];
    const [a2, b2, c2, d2] = [starts[at + j], starts[at + j + 1], starts[at + j + 2], starts[at + j + 3]];
    const [a, b, c, d] = [weights[j], weights[j + 1], weights[j + 2], weights[j + 3]];
    for (let x = from; x < to; x++)
      sums[x] =
        sums[x] +
        a * (data[a1 + x] + data[a2 + x]) +
        b * (data[b1 + x] + data[b2 + x]) +
        c * (data[c1 + x] + data[c2 + x]) +
        d * (data[d1 + x] + data[d2 + x]);
  }
  for (; j < weights.length; j++) {
    const [above, below, weight] = [starts[at - j], starts[at + j], weights[j]];
    for (let x = from; x < to; x++) sums[x] += weight * (data[above + x] + data[below + x]);
  }
}

/** Where each row begins, those beyond the frame included; a row of zeros is added where one is needed. */
function extendedRows({ data, width, height }: Plane, kernel: LineKernel, border: Border): Pick<Taps, "data" | "starts"> {
  const rows = extendedIndices(height, kernel, border);
  if (!rows.includes(-1)) return { data, starts: rows.map((row) => row * width) };
  const longer = newSamples(dtypeOf(data), data.length + width);
  longer.set(data);
  return { data: longer, starts: rows.map((row) => (row < 0 ? data.length : row * width)) };
}

function extendedIndices(length: number, { weights, origin, step, count }: LineKernel, border: Border): Int32Array {
  const radius = weights.length - 1;
  const indices = new Int32Array((count - 1) * step + 1 + 2 * radius);
  for (let i = 0; i < indices.length; i++) indices[i] = borderIndex(origin - radius + i, length, border);
  return indices;
}
