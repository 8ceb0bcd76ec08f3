import type { Plane } from "../array/plane.ts";
import { createLayout, SIMD } from "../simd/simd-module.ts";
import type { Border } from "./border.ts";
import { extendRow } from "./extend-row.ts";
import type { LineKernel } from "./line-kernel.ts";

/**
 * A line kernel with steps along every row, by the module: the same bits as `convolveRowsByLines` gives.
 *
 * @returns undefined where there is no module, or a row is too long for it.
 */
export function weighStepsSimd(plane: Plane, kernel: LineKernel, border: Border): Plane<Float32Array> | undefined {
  if (SIMD === undefined) return undefined;
  const { weights, origin, step, count } = kernel;
  const { height } = plane;
  const radius = weights.length - 1;
  const length = (count - 1) * step + 1 + 2 * radius;
  const layout = createLayout(SIMD);
  const at = { weights: layout.place(8 * weights.length), line: layout.place(8 * length), result: layout.place(4 * count) };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  new Float64Array(memory, at.weights, weights.length).set(weights);
  const line = new Float64Array(memory, at.line, length);
  const result = new Float32Array(memory, at.result, count);
  const out = new Float32Array(count * height);
  for (let y = 0; y < height; y++) {
    extendRow(plane, { y, from: origin - radius, count: length }, border, line);
    SIMD.weighSteps(at.line + 8 * radius, at.result, count, step, at.weights, radius);
    out.set(result, y * count);
  }
  return { data: out, width: count, height };
}

/**
 * Rows between coarse rows, by the module: the same bits as `blendRows` gives.
 *
 * @returns undefined where there is no module, or a row is too long for it.
 */
export function blendRowsSimd(
  { data, width }: Plane<Float32Array>,
  weights: Float32Array,
  height: number,
): Plane<Float32Array> | undefined {
  if (SIMD === undefined) return undefined;
  const step = weights.length / 4;
  const padded = Math.ceil(width / 4) * 4;
  const layout = createLayout(SIMD);
  const at = { rows: layout.place(16 * padded), result: layout.place(4 * padded) };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  const rows = new Float32Array(memory, at.rows, 4 * padded);
  const result = new Float32Array(memory, at.result, width);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const w = 4 * (y % step);
    const first = Math.floor(y / step);
    if (w === 0) for (let k = 0; k < 4; k++) rows.set(data.subarray((first + k) * width, (first + k + 1) * width), k * padded);
    SIMD.blendRows(at.rows, 4 * padded, at.result, padded, weights[w], weights[w + 1], weights[w + 2], weights[w + 3]);
    out.set(result, y * width);
  }
  return { data: out, width, height };
}
