import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Complex } from "./fourier.ts";
import { transform, waves } from "./fourier.ts";

/** So many columns are worked on at a time: their samples lie beside each other. */
const COLUMNS = 8;

/**
 * The discrete Fourier transform of a plane of real samples: `[height, width]` complex numbers.
 *
 * Two rows at a time go through one transform, as the real and the imaginary part of it; and what lies beyond the middle column is what lies
 * before it, mirrored. Time O(pixels log pixels).
 */
export function spectrumOf({ data, width, height }: Plane): Complex {
  const spectrum: Complex = { re: new Float64Array(data.length), im: new Float64Array(data.length) };
  const { re, im } = spectrum;
  const line = complexLine(width);
  const table = waves(width);
  const middle = width >> 1;
  for (let y = 0; y < height; y += 2) {
    const row = y * width;
    const next = y + 1 < height ? row + width : -1;
    readRow(data, row, line.re);
    if (next < 0) line.im.fill(0);
    else readRow(data, next, line.im);
    transform(line, "forward", table);
    for (let k = 0; k <= middle; k++) {
      const m = k === 0 ? 0 : width - k;
      re[row + k] = (line.re[k] + line.re[m]) / 2;
      im[row + k] = (line.im[k] - line.im[m]) / 2;
      if (next < 0) continue;
      re[next + k] = (line.im[k] + line.im[m]) / 2;
      im[next + k] = (line.re[m] - line.re[k]) / 2;
    }
  }
  transformColumns(spectrum, { width, height, count: middle + 1 }, "forward");
  for (let y = 0; y < height; y++)
    for (let k = middle + 1; k < width; k++) {
      const mirrored = (y === 0 ? 0 : height - y) * width + width - k;
      re[y * width + k] = re[mirrored];
      im[y * width + k] = -im[mirrored];
    }
  return spectrum;
}

/** The real plane `[height, width]` that a spectrum belongs to, which must be one of real samples; its first half is used up. Time O(pixels log pixels). */
export function planeOf(spectrum: Complex, width: number, height: number): Float64Array {
  const { re, im } = spectrum;
  const middle = width >> 1;
  transformColumns(spectrum, { width, height, count: middle + 1 }, "inverse");
  const out = new Float64Array(width * height);
  const line = complexLine(width);
  const table = waves(width);
  for (let y = 0; y < height; y += 2) {
    const row = y * width;
    // Without a second row, the first stands for it too.
    const next = y + 1 < height ? row + width : row;
    for (let k = 0; k < width; k++) {
      const [from, sign] = k <= middle ? [k, 1] : [width - k, -1];
      line.re[k] = re[row + from] - sign * im[next + from];
      line.im[k] = sign * im[row + from] + re[next + from];
    }
    transform(line, "inverse", table);
    out.set(line.im, next);
    out.set(line.re, row);
  }
  return out;
}

function complexLine(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

function readRow(data: PixelArray, from: number, to: Float64Array): void {
  for (let x = 0; x < to.length; x++) to[x] = data[from + x];
}

function transformColumns(
  { re, im }: Complex,
  { width, height, count }: { readonly width: number; readonly height: number; readonly count: number },
  direction: "forward" | "inverse",
): void {
  const table = waves(height);
  const columns = Array.from({ length: COLUMNS }, () => complexLine(height));
  for (let left = 0; left < count; left += COLUMNS) {
    const together = Math.min(COLUMNS, count - left);
    for (let c = 0; c < together; c++)
      for (let y = 0, i = left + c; y < height; y++, i += width) {
        columns[c].re[y] = re[i];
        columns[c].im[y] = im[i];
      }
    for (let c = 0; c < together; c++) transform(columns[c], direction, table);
    for (let c = 0; c < together; c++)
      for (let y = 0, i = left + c; y < height; y++, i += width) {
        re[i] = columns[c].re[y];
        im[i] = columns[c].im[y];
      }
  }
}
