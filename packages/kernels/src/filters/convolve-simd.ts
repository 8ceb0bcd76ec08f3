import type { Mask, Plane } from "../array/plane.ts";
import { createLayout, SIMD } from "../simd/simd-module.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";
import { extendRow } from "./extend-row.ts";

/** The plane is worked on in strips of so many columns, so that what a row needs stays near the processor. */
const STRIP = 1_024;

/**
 * A plane weighed along rows, then along columns, by the module: the same bits as `convolveRows` and `convolveColumns` give at every pixel.
 *
 * @returns undefined where there is no module, or a plane or radius that it cannot take.
 */
export function convolveSimd(plane: Plane, weights: Float64Array, border: Border, within?: Mask): Plane<Float32Array> | undefined {
  const { width, height } = plane;
  const radius = weights.length - 1;
  // With a border that wraps the first rows need the last ones.
  if (SIMD === undefined || border === "wrap") return undefined;
  const kept = Math.min(height, 2 * radius + 1);
  const strip = Math.min(STRIP, Math.ceil(width / 4) * 4);
  const layout = createLayout(SIMD);
  const at = {
    weights: layout.place(8 * weights.length),
    line: layout.place(8 * (strip + 2 * radius)),
    pointers: layout.place(4 * (2 * radius + 1)),
    // One row more than are kept: zeros.
    rows: layout.place(8 * strip * (kept + 1)),
    result: layout.place(4 * strip),
  };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  const placeOf = (y: number): number => at.rows + 8 * strip * (y < 0 ? kept : y % kept);
  new Float64Array(memory, at.weights, weights.length).set(weights);
  new Float64Array(memory, placeOf(-1), strip).fill(0);
  const line = new Float64Array(memory, at.line, strip + 2 * radius);
  const pointers = new Uint32Array(memory, at.pointers, 2 * radius + 1);
  const out = new Float32Array(width * height);
  for (let left = 0; left < width; left += strip) {
    const count = Math.min(strip, width - left);
    const padded = Math.ceil(count / 4) * 4;
    const result = new Float32Array(memory, at.result, count);
    for (let y = 0, taken = 0; y < height; y++) {
      for (; taken <= Math.min(y + radius, height - 1); taken++) {
        extendRow(plane, { y: taken, from: left - radius, count: count + 2 * radius }, border, line);
        SIMD.weighLine(at.line + 8 * radius, placeOf(taken), padded, at.weights, radius);
      }
      for (let j = 0; j < pointers.length; j++) pointers[j] = placeOf(borderIndex(y - radius + j, height, border));
      SIMD.weighRows(at.pointers, at.result, padded, at.weights, radius);
      if (within !== undefined) clearOutside(result, within.data, y * width + left);
      out.set(result, y * width + left);
    }
  }
  return { data: out, width, height };
}

function clearOutside(values: Float32Array, mask: Uint8Array, from: number): void {
  for (let x = 0; x < values.length; x++) if (mask[from + x] === 0) values[x] = 0;
}
