import { createLayout, SIMD } from "../simd/simd-module.ts";
import type { Clusters } from "./superpixel-clusters.ts";
import { windowOf } from "./superpixel-clusters.ts";

/** About so many bytes of the plane are worked on at a time. */
const BAND_BYTES = 2 ** 20;

/**
 * Gives each pixel to the nearest centre by the module, a band of rows after the other: the same as `assignPixels` gives without.
 *
 * @returns Whether it was done: not where there is no module, or a row is too long for it.
 */
export function assignPixelsSimd(clusters: Clusters, nearest: Int32Array): boolean {
  if (SIMD === undefined) return false;
  const { width, height, values, centres, count, stepX, stepY } = clusters;
  const depth = values.length / nearest.length;
  const row = 8 * width;
  const rows = Math.min(height, Math.max(1, Math.floor(BAND_BYTES / row / (depth + 2))));
  const layout = createLayout(SIMD);
  const at = {
    values: layout.place(depth * rows * row),
    best: layout.place(rows * row),
    nearest: layout.place(rows * row),
    centres: layout.place(8 * centres.length),
  };
  const memory = layout.open();
  if (memory === undefined) return false;
  new Float64Array(memory, at.centres, centres.length).set(centres);
  const stride = depth + 2;
  const weight = 1 / Math.max(stepX, stepY) ** 2;
  const windows = Array.from({ length: count }, (_, k) => windowOf(clusters, k * stride));
  for (let top = 0; top < height; top += rows) {
    const bottom = Math.min(height, top + rows);
    const [from, to] = [top * width, bottom * width];
    const names = new Float64Array(memory, at.nearest, to - from);
    names.set(nearest.subarray(from, to));
    new Float64Array(memory, at.best, to - from).fill(Number.POSITIVE_INFINITY);
    for (let c = 0; c < depth; c++)
      new Float64Array(memory, at.values + c * rows * row, to - from).set(
        values.subarray(c * nearest.length + from, c * nearest.length + to),
      );
    for (let k = 0; k < count; k++) {
      const window = windows[k];
      if (window === undefined || window.top >= bottom || window.bottom <= top) continue;
      SIMD.nearCentre(
        at.values,
        rows * row,
        at.best,
        at.nearest,
        row,
        top,
        window.left,
        window.right,
        Math.max(top, window.top),
        Math.min(bottom, window.bottom),
        centres[k * stride],
        centres[k * stride + 1],
        weight,
        at.centres + 8 * (k * stride + 2),
        depth,
        k,
      );
    }
    nearest.set(names, from);
  }
  return true;
}
