import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Complex } from "./fourier.ts";
import { transform, waves } from "./fourier.ts";

/** So many columns are worked on at a time: their samples lie beside each other. */
const COLUMNS = 8;

/** The discrete Fourier transform of a plane of real samples: its first columns; the others are these, mirrored. */
export interface HalfSpectrum extends Complex {
  /** Of the plane. */
  readonly width: number;
  readonly height: number;
  /** Columns at hand: `floor(width / 2) + 1`. The parts are `[height][columns]`. */
  readonly columns: number;
}

/** Room for the transform of a plane of such a size. */
export function createSpectrum(width: number, height: number): HalfSpectrum {
  const columns = (width >> 1) + 1;
  return { width, height, columns, re: new Float64Array(columns * height), im: new Float64Array(columns * height) };
}

/** Row `y` of a spectrum with all of its columns. */
export function wholeRow({ re, im, width, height, columns }: HalfSpectrum, y: number, line: Complex): void {
  const [row, mirrored] = [y * columns, (y === 0 ? 0 : height - y) * columns];
  for (let k = 0; k < width; k++) {
    line.re[k] = k < columns ? re[row + k] : re[mirrored + width - k];
    line.im[k] = k < columns ? im[row + k] : -im[mirrored + width - k];
  }
}

/**
 * The discrete Fourier transform of a plane of real samples.
 *
 * Two rows at a time go through one transform, as the real and the imaginary part of it. Time O(pixels log pixels).
 */
export function spectrumOf({ data, width, height }: Plane): HalfSpectrum {
  const spectrum = createSpectrum(width, height);
  const { re, im, columns } = spectrum;
  const line = complexLine(width);
  const table = waves(width);
  for (let y = 0; y < height; y += 2) {
    const row = y * columns;
    const next = y + 1 < height ? row + columns : -1;
    readRow(data, y * width, line.re);
    if (next < 0) line.im.fill(0);
    else readRow(data, (y + 1) * width, line.im);
    transform(line, "forward", table);
    for (let k = 0; k < columns; k++) {
      const m = k === 0 ? 0 : width - k;
      re[row + k] = (line.re[k] + line.re[m]) / 2;
      im[row + k] = (line.im[k] - line.im[m]) / 2;
      if (next < 0) continue;
      re[next + k] = (line.im[k] + line.im[m]) / 2;
      im[next + k] = (line.re[m] - line.re[k]) / 2;
    }
  }
  transformColumns(spectrum, "forward");
  return spectrum;
}

/** The real plane `[height, width]` that a spectrum belongs to, which is used up. Time O(pixels log pixels). */
export function planeOf(spectrum: HalfSpectrum): Float64Array {
  const { re, im, width, height, columns } = spectrum;
  transformColumns(spectrum, "inverse");
  const out = new Float64Array(width * height);
  const line = complexLine(width);
  const table = waves(width);
  for (let y = 0; y < height; y += 2) {
    const row = y * columns;
    // Without a second row, the first stands for it too.
    const next = y + 1 < height ? row + columns : row;
    for (let k = 0; k < columns; k++) {
      line.re[k] = re[row + k] - im[next + k];
      line.im[k] = im[row + k] + re[next + k];
    }
    for (let k = columns; k < width; k++) {
      line.re[k] = re[row + width - k] + im[next + width - k];
      line.im[k] = re[next + width - k] - im[row + width - k];
    }
    transform(line, "inverse", table);
    out.set(line.im, (next / columns) * width);
    out.set(line.re, y * width);
  }
  return out;
}

/** Room for so many complex numbers. */
export function complexLine(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

function readRow(data: PixelArray, from: number, to: Float64Array): void {
  for (let x = 0; x < to.length; x++) to[x] = data[from + x];
}

function transformColumns({ re, im, columns: width, height }: HalfSpectrum, direction: "forward" | "inverse"): void {
  const table = waves(height);
  const columns = Array.from({ length: COLUMNS }, () => complexLine(height));
  for (let left = 0; left < width; left += COLUMNS) {
    const together = Math.min(COLUMNS, width - left);
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
