import type { Plane } from "../array/plane.ts";
import type { Border } from "../filters/border.ts";
import { borderIndex } from "../filters/border.ts";
import { extendRow } from "../filters/extend-row.ts";

/** What {@link windowSums} adds up. */
export interface WindowSumsOptions {
  /** The window has 2 * radius + 1 pixels a side; >= 0. */
  readonly radius: number;
  /** Outside the frame; not `wrap`, whose first rows need the last ones. */
  readonly border: Exclude<Border, "wrap">;
  /** Taken off each sample. */
  readonly origin: number;
  /** Whether what is left is squared. */
  readonly squared: boolean;
}

/**
 * Sums over a square window round every pixel, row by row; exact where what is added up are whole numbers and stays below 2^53.
 *
 * NaN spreads to everything that follows in its rows and columns.
 *
 * @param take - Gets the sums `[width]` of each row in turn; they mean something until it returns.
 *
 * Time O(pixels), whatever the radius.
 */
export function windowSums(plane: Plane, options: WindowSumsOptions, take: (y: number, sums: Float64Array) => void): void {
  const { width, height } = plane;
  const { radius, border } = options;
  const kept = Math.min(height, 2 * radius + 1);
  const line = new Float64Array(width + 2 * radius);
  const across = Array.from({ length: kept }, () => new Float64Array(width));
  const sums = new Float64Array(width);
  const result = new Float64Array(width);
  const nothing = new Float64Array(width);
  let taken = 0;
  const row = (y: number): Float64Array => {
    const at = borderIndex(y, height, border);
    for (; taken <= at; taken++) {
      extendRow(plane, { y: taken, from: -radius, count: line.length }, border, line);
      prepare(line, options);
      sumRow(line, radius, across[taken % kept]);
    }
    return at < 0 ? nothing : across[at % kept];
  };
  for (let y = -radius; y < radius; y++) addRow(sums, row(y));
  for (let y = 0; y < height; y++) {
    const entering = row(y + radius);
    const leaving = row(y - radius);
    for (let x = 0; x < width; x++) {
      const sum = sums[x] + entering[x];
      result[x] = sum;
      sums[x] = sum - leaving[x];
    }
    take(y, result);
  }
}

function prepare(line: Float64Array, { origin, squared }: WindowSumsOptions): void {
  if (origin !== 0) for (let i = 0; i < line.length; i++) line[i] -= origin;
  if (squared) for (let i = 0; i < line.length; i++) line[i] *= line[i];
}

function sumRow(line: Float64Array, radius: number, out: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < 2 * radius; k++) sum += line[k];
  for (let x = 0; x < out.length; x++) {
    sum += line[x + 2 * radius];
    out[x] = sum;
    sum -= line[x];
  }
}

function addRow(sums: Float64Array, row: Float64Array): void {
  for (let x = 0; x < sums.length; x++) sums[x] += row[x];
}
