import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { joinScraps } from "./join-scraps.ts";
import type { Components } from "./label.ts";
import { assignPixelsSimd } from "./slic-simd.ts";
import type { Clusters } from "./superpixel-clusters.ts";
import { windowOf } from "./superpixel-clusters.ts";

/** What makes the superpixels of {@link slic}. */
export interface SlicOptions {
  /** About how many superpixels there shall be, a whole number >= 1. */
  readonly segments: number;
  /** How much a distance of one grid step weighs against a difference of 1 in the samples, > 0: the greater, the squarer. */
  readonly compactness: number;
  /** Most rounds of assigning and averaging; default 10. */
  readonly iterations?: number;
}

/**
 * Superpixels: parts of about one size whose pixels are near to each other in place and in value.
 *
 * Centres start on a regular grid; each round gives every pixel of the window of 5 x 5 grid steps round a centre to the nearest centre
 * (equal distances: the first centre in raster order), then moves the centres to the means. At the end parts that hang apart get numbers
 * of their own, or join a neighbour when they are below half the mean size.
 *
 * @param channels - One plane or more `[height, width]` of one size, such as L, a and b; finite samples in one scale (scikit-image scales to 0..1, then
 *   converts colour to Lab); not changed.
 * @returns Labels `1..count` by the first pixel in raster order, 4-connected, without background.
 * @throws {ArgosyError} `invalid_argument` when sizes differ, there are no pixels or channels, a sample is not finite, or an option is out of
 *   range.
 *
 * Time O(25 x pixels x channels x rounds). As scikit-image's `slic`, whose windows and sizes it uses.
 *
 * Source: R. Achanta et al. (2012), IEEE Trans. Pattern Anal. 34(11), 2274-2282, doi:10.1109/TPAMI.2012.120.
 */
export function slic(channels: readonly Plane[], { segments, compactness, iterations = 10 }: SlicOptions): Components {
  const [first, ...others] = channels;
  if (first === undefined) throw new ArgosyError("invalid_argument", "superpixels need a channel");
  requireOneSize(first, ...others);
  if (!(Number.isInteger(segments) && segments >= 1 && compactness > 0 && compactness < Number.POSITIVE_INFINITY && iterations >= 1))
    throw new ArgosyError("invalid_argument", "an option of the superpixels is out of range", {
      details: { segments, compactness, iterations },
    });
  const { width, height } = first;
  const values = scaledSamples(channels, 1 / compactness);
  const grid = gridOf(width, height, segments);
  const centres = startCentres(grid, channels.length);
  const count = grid.columns.length * grid.rows.length;
  const nearest = new Int32Array(width * height);
  const clusters: Clusters = { width, height, values, centres, count, stepX: grid.stepX, stepY: grid.stepY };
  for (let round = 0; round < iterations; round++) {
    if (!assignPixelsSimd(clusters, nearest)) assignPixels(clusters, nearest);
    moveCentres(clusters, nearest);
  }
  const size = (width * height) / count;
  return joinScraps({ data: nearest, width, height }, Math.floor(size / 2), Math.floor(3 * size));
}

interface Grid {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly stepX: number;
  readonly stepY: number;
}

/** The scaled samples, channel by channel. */
function scaledSamples(channels: readonly Plane[], scale: number): Float64Array {
  const size = channels[0].data.length;
  const values = new Float64Array(size * channels.length);
  for (const [c, { data }] of channels.entries())
    for (let i = 0; i < size; i++) {
      if (!Number.isFinite(data[i]))
        throw new ArgosyError("invalid_argument", "superpixels need finite samples", { details: { index: i } });
      values[c * size + i] = data[i] * scale;
    }
  return values;
}

/** A grid of about `segments` centres; a side shorter than a step has one. Halves are rounded to the even number. */
function gridOf(width: number, height: number, segments: number): Grid {
  const short = Math.min(width, height);
  let step = Math.sqrt((width * height) / segments);
  let shortStep = step;
  if (width * height <= segments) [step, shortStep] = [1, 1];
  else if (short < step) [step, shortStep] = [Math.max(1, Math.max(width, height) / segments), short];
  const [stepX, stepY] = width < height ? [shortStep, step] : [step, shortStep];
  const places = (length: number, spacing: number): readonly number[] => {
    const stride = Math.max(1, roundToEven(spacing));
    const start = Math.floor(spacing / 2);
    return Array.from({ length: Math.max(1, Math.ceil((length - start) / stride)) }, (_, i) => Math.min(start + i * stride, length - 1));
  };
  return {
    columns: places(width, stepX),
    rows: places(height, stepY),
    stepX: Math.max(1, roundToEven(stepX)),
    stepY: Math.max(1, roundToEven(stepY)),
  };
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `[count][2 + channels]`: x, y and the values, which start at 0 for all so that the first round goes by place alone. */
function startCentres({ columns, rows }: Grid, channels: number): Float64Array {
  const width = 2 + channels;
  const centres = new Float64Array(columns.length * rows.length * width);
  for (const [r, y] of rows.entries()) for (const [c, x] of columns.entries()) centres.set([x, y], (r * columns.length + c) * width);
  return centres;
}

/** Gives each pixel to the nearest centre, without the module of `packages/kernels/src/simd`: what that must give, and what runs where there is none. */
export function assignPixels(clusters: Clusters, nearest: Int32Array): void {
  const { width, values, centres, count, stepX, stepY } = clusters;
  const size = nearest.length;
  const depth = values.length / size;
  const weight = 1 / Math.max(stepX, stepY) ** 2;
  const distances = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  for (let k = 0, at = 0; k < count; k++, at += depth + 2) {
    const window = windowOf(clusters, at);
    if (window === undefined) continue;
    const { left, right, top, bottom } = window;
    const [cx, cy] = [centres[at], centres[at + 1]];
    for (let y = top; y < bottom; y++) {
      const dy = (cy - y) * (cy - y);
      for (let x = left, i = y * width + left; x < right; x++, i++) {
        let distance = (dy + (cx - x) * (cx - x)) * weight;
        for (let c = 0, v = i; c < depth; c++, v += size) {
          const apart = values[v] - centres[at + 2 + c];
          distance += apart * apart;
        }
        if (distance < distances[i]) {
          distances[i] = distance;
          nearest[i] = k;
        }
      }
    }
  }
}

/** Each centre to the mean of its pixels; one without pixels becomes NaN and takes no further part. */
function moveCentres({ width, values, centres, count }: Clusters, nearest: Int32Array): void {
  const size = nearest.length;
  const depth = values.length / size;
  const stride = depth + 2;
  const sizes = new Float64Array(count);
  centres.fill(0);
  for (let from = 0; from < size; ) {
    const own = nearest[from];
    const rowEnd = from - (from % width) + width;
    let end = from + 1;
    while (end < rowEnd && nearest[end] === own) end++;
    const at = own * stride;
    const length = end - from;
    const x = from % width;
    sizes[own] += length;
    // Whole numbers, exact in any order.
    centres[at] += length * x + (length * (length - 1)) / 2;
    centres[at + 1] += length * ((from - x) / width);
    for (let c = 0; c < depth; c++) {
      let sum = centres[at + 2 + c];
      for (let i = c * size + from, last = c * size + end; i < last; i++) sum += values[i];
      centres[at + 2 + c] = sum;
    }
    from = end;
  }
  for (let k = 0; k < count; k++) for (let c = 0; c < stride; c++) centres[k * stride + c] /= sizes[k];
}
