import type { Plane } from "../array/plane.ts";
import type { Border } from "./border.ts";
import { blendRowsSimd } from "./coarse-simd.ts";
import { convolveColumns, convolveRows } from "./convolve.ts";
import { gaussianWeights } from "./gaussian-weights.ts";
import type { LineKernel } from "./line-kernel.ts";

/**
 * Gaussian blur for a large sigma: reduce with a small blur, blur the coarse grid, enlarge with cubic B-splines.
 *
 * The variances add up to that of the blur wanted: a B-spline itself blurs by 1/3 of a squared coarse step. A coarse step is a
 * fifth of sigma, so that what the three parts differ from one Gaussian stays below a thousandth. Both grids reach beyond the frame
 * as far as the blur does, so the border is the one of the fine image.
 */
export function coarseGaussian(plane: Plane, sigma: number, border: Border): Plane<Float32Array> {
  const step = Math.floor(sigma / 5);
  const before = gaussianWeights(0.8 * step, 4);
  const between = gaussianWeights(Math.sqrt((sigma * sigma - (0.8 * step) ** 2) / (step * step) - 1 / 3), 4);
  const across = reduction(plane.width, step, before, between.length);
  const down = reduction(plane.height, step, before, between.length);
  const small = convolveColumns(convolveRows(plane, across, border), down, border);
  const inside = (line: LineKernel): LineKernel => ({
    weights: between,
    origin: between.length - 1,
    step: 1,
    count: line.count - 2 * (between.length - 1),
  });
  const blurred = convolveColumns(convolveRows(small, inside(across), "nearest"), inside(down), "nearest");
  return enlargeColumns(enlargeRows(blurred, step, plane.width), step, plane.height);
}

/** Coarse samples at multiples of `step`, from one before the frame to two after it for the spline and `reach` more for the blur. */
function reduction(length: number, step: number, weights: Float64Array, reach: number): LineKernel {
  const margin = reach - 1;
  return { weights, step, origin: -step * (margin + 1), count: Math.floor((length - 1) / step) + 4 + 2 * margin };
}

/** Weights of the four coarse neighbours of each of the `step` positions between two coarse samples. */
function splineWeights(step: number): Float64Array {
  const weights = new Float64Array(4 * step);
  for (let phase = 0; phase < step; phase++) {
    const t = phase / step;
    weights.set([(1 - t) ** 3 / 6, (4 - 6 * t * t + 3 * t ** 3) / 6, (1 + 3 * t + 3 * t * t - 3 * t ** 3) / 6, t ** 3 / 6], 4 * phase);
  }
  return weights;
}

/** Each row from the four coarse rows around it. In 32 bits, as the results are: what is rounded on the way is a millionth of them. */
function enlargeColumns(plane: Plane<Float32Array>, step: number, height: number): Plane<Float32Array> {
  const weights = Float32Array.from(splineWeights(step));
  return blendRowsSimd(plane, weights, height) ?? blendRows(plane, weights, height);
}

/** Row y from the coarse rows `floor(y / step)` and the three below, by the four weights of its place between them; without the module of `packages/kernels/src/simd`. */
export function blendRows({ data, width }: Plane<Float32Array>, weights: Float32Array, height: number): Plane<Float32Array> {
  const step = weights.length / 4;
  const { fround } = Math;
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const w = 4 * (y % step);
    const [a, b, c, d] = [weights[w], weights[w + 1], weights[w + 2], weights[w + 3]];
    const from = Math.floor(y / step) * width;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const i = from + x;
      const upper = fround(fround(a * data[i]) + fround(b * data[i + width]));
      const lower = fround(fround(c * data[i + 2 * width]) + fround(d * data[i + 3 * width]));
      out[row + x] = fround(upper + lower);
    }
  }
  return { data: out, width, height };
}

function enlargeRows({ data, width: coarse, height }: Plane<Float32Array>, step: number, width: number): Plane<Float32Array> {
  const weights = splineWeights(step);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0, i = y * coarse; x < width; x += step, i++) {
      const [a, b, c, d] = [data[i], data[i + 1], data[i + 2], data[i + 3]];
      const count = Math.min(step, width - x);
      for (let phase = 0, w = 0; phase < count; phase++, w += 4)
        out[y * width + x + phase] = weights[w] * a + weights[w + 1] * b + weights[w + 2] * c + weights[w + 3] * d;
    }
  return { data: out, width, height };
}
