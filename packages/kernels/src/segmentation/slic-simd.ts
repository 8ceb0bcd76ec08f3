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
  const { width, height, values, centres } = clusters;
  const size = nearest.length;
  const depth = values.length / size;
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
  const windows = Array.from({ length: clusters.count }, (_, k) => windowOf(clusters, k * (depth + 2)));
  for (let top = 0; top < height; top += rows) {
    const bottom = Math.min(height, top + rows);
    const [from, to] = [top * width, bottom * width];
    const names = new Float64Array(memory, at.nearest, to - from);
    names.set(nearest.subarray(from, to));
    new Float64Array(memory, at.best, to - from).fill(Number.POSITIVE_INFINITY);
    for (let c = 0; c < depth; c++)
      new Float64Array(memory, at.values + c * rows * row, to - from).set(values.subarray(c * size + from, c * size + to));
    compareCentres(clusters, windows, { ...at, channel: rows * row, top, bottom });
    nearest.set(names, from);
  }
  return true;
}

/** Where a band of rows lies in the module's memory; `channel`: bytes of one channel of it. */
interface Band {
  readonly values: number;
  readonly best: number;
  readonly nearest: number;
  readonly centres: number;
  readonly channel: number;
  readonly top: number;
  readonly bottom: number;
}

function compareCentres(
  { width, height, values: { length }, centres, stepX, stepY }: Clusters,
  windows: readonly ReturnType<typeof windowOf>[],
  band: Band,
): void {
  const depth = length / (width * height);
  const { values, best, nearest, channel, top, bottom } = band;
  const weight = 1 / Math.max(stepX, stepY) ** 2;
  for (let k = 0, at = 0; k < windows.length; k++, at += depth + 2) {
    const window = windows[k];
    if (window === undefined || window.top >= bottom || window.bottom <= top) continue;
    const [from, to] = [Math.max(top, window.top), Math.min(bottom, window.bottom)];
    const [cx, cy, means] = [centres[at], centres[at + 1], band.centres + 8 * (at + 2)];
    const { left, right } = window;
    SIMD?.nearCentre(values, channel, best, nearest, 8 * width, top, left, right, from, to, cx, cy, weight, means, depth, k);
  }
}
