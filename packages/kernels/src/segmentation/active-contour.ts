import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** How stiff an {@link activeContour} is and what draws it. */
export interface ActiveContourOptions {
  /** Resistance to being long; default 0.01. */
  readonly alpha?: number;
  /** Resistance to being bent; default 0.1. */
  readonly beta?: number;
  /** Step size of the smoothing, > 0; default 0.01. Smaller lets the image pull harder. */
  readonly gamma?: number;
  /** Most rounds; default 2500. */
  readonly iterations?: number;
  /** The contour rests when no point moved further than this against any of the last ten shapes, in pixels; default 0.1. */
  readonly convergence?: number;
}

/**
 * A closed contour that shrinks and stays smooth until the image holds it: a snake.
 *
 * It climbs the energy plane, so `energy` is high where it shall rest: an edge strength, or the grey values for a bright ridge. A point moves
 * at most one pixel in x and in y a round. Between pixel centres the slope of the energy is interpolated linearly; outside the frame it is that
 * of the border.
 *
 * @param energy - `[height, width]`, finite samples, about 0..1; not changed.
 * @param start - At least 5 points in the frame's coordinates (the centre of the first pixel is at 0.5, 0.5), the last not equal to the first.
 * @returns As many points as `start` has, in the same order.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, samples or points that are not finite, or too few points.
 *
 * Time O(points^2 x rounds). As scikit-image's `active_contour` with a periodic boundary, which interpolates by a spline of degree 2.
 *
 * Source: M. Kass, A. Witkin, D. Terzopoulos (1988), Int. J. Comput. Vision 1, 321-331, doi:10.1007/BF00133570.
 */
export function activeContour(energy: Plane, start: readonly Point[], options: ActiveContourOptions = {}): Point[] {
  requireOneSize(energy);
  const { alpha = 0.01, beta = 0.1, gamma = 0.01, iterations = 2500, convergence = 0.1 } = options;
  if (start.length < 5 || !start.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) || !energy.data.every(Number.isFinite))
    throw new ArgosyError("invalid_argument", "an active contour needs five points and a finite image", {
      details: { points: start.length },
    });
  if (!(gamma > 0)) throw new ArgosyError("invalid_argument", "gamma must be above 0", { details: { gamma } });
  const slopes = slopesOf(energy);
  const smoothing = smoothingRow(start.length, { alpha, beta, gamma });
  const x = Float64Array.from(start, (point) => point.x - 0.5);
  const y = Float64Array.from(start, (point) => point.y - 0.5);
  const kept: { x: Float64Array; y: Float64Array }[] = [];
  for (let round = 0; round < iterations; round++) {
    const pullX = x.map((value, i) => gamma * value + sampleAt(slopes.x, energy, value, y[i]));
    const pullY = y.map((value, i) => gamma * value + sampleAt(slopes.y, energy, x[i], value));
    moveTowards(x, smooth(smoothing, pullX));
    moveTowards(y, smooth(smoothing, pullY));
    if (kept.length < 10) kept.push({ x: x.slice(), y: y.slice() });
    else {
      if (kept.some((shape) => farthestMove(shape, x, y) < convergence)) break;
      kept.length = 0;
    }
  }
  return Array.from(x, (value, i) => ({ x: value + 0.5, y: y[i] + 0.5 }));
}

/** Central differences, one-sided at the frame. */
function slopesOf({ data, width, height }: Plane): { readonly x: Float64Array; readonly y: Float64Array } {
  const slopes = { x: new Float64Array(data.length), y: new Float64Array(data.length) };
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const [left, right] = [Math.max(x - 1, 0), Math.min(x + 1, width - 1)];
      const [up, down] = [Math.max(y - 1, 0), Math.min(y + 1, height - 1)];
      if (right > left) slopes.x[i] = (data[y * width + right] - data[y * width + left]) / (right - left);
      if (down > up) slopes.y[i] = (data[down * width + x] - data[up * width + x]) / (down - up);
    }
  return slopes;
}

/** The first row of the inverse of alpha x (minus second difference) + beta x (fourth difference) + gamma, which is circulant. */
function smoothingRow(n: number, { alpha, beta, gamma }: { alpha: number; beta: number; gamma: number }): Float64Array {
  const row = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const bend = 2 - 2 * Math.cos((2 * Math.PI * k) / n);
    const share = 1 / (n * (gamma + alpha * bend + beta * bend * bend));
    for (let j = 0; j < n; j++) row[j] += share * Math.cos((2 * Math.PI * ((j * k) % n)) / n);
  }
  return row;
}

function smooth(row: Float64Array, values: Float64Array): Float64Array {
  const n = row.length;
  return values.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += row[(i - j + n) % n] * values[j];
    return sum;
  });
}

function moveTowards(values: Float64Array, wanted: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] += Math.tanh(wanted[i] - values[i]);
}

function farthestMove(shape: { readonly x: Float64Array; readonly y: Float64Array }, x: Float64Array, y: Float64Array): number {
  let far = 0;
  for (let i = 0; i < x.length; i++) far = Math.max(far, Math.abs(shape.x[i] - x[i]) + Math.abs(shape.y[i] - y[i]));
  return far;
}

function sampleAt(data: Float64Array, { width, height }: Plane, x: number, y: number): number {
  const cx = Math.min(Math.max(x, 0), width - 1);
  const cy = Math.min(Math.max(y, 0), height - 1);
  const left = Math.floor(cx);
  const top = Math.floor(cy);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const upper = data[top * width + left] * (1 - cx + left) + data[top * width + right] * (cx - left);
  const lower = data[bottom * width + left] * (1 - cx + left) + data[bottom * width + right] * (cx - left);
  return upper * (1 - cy + top) + lower * (cy - top);
}
