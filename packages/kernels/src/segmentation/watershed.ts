import type { Labels, Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { descendingOrder } from "./descending-order.ts";
import type { Connectivity } from "./label.ts";
import { neighbourSteps } from "./neighbours.ts";

/** What limits a {@link watershed}. */
export interface WatershedOptions {
  /** Where labels may spread: other than 0. Markers outside are dropped. Default: everywhere. */
  readonly mask?: Mask;
  /** Default 4. */
  readonly connectivity?: Connectivity;
}

/**
 * Flood a surface from markers: each pixel goes to the marker whose flood reaches it first, lower pixels before higher ones.
 *
 * The water never sinks: a pixel below the level at which it is reached is flooded at that level.
 * Pixels of one level are flooded in the order in which they were reached, markers first and in raster order; neighbours are taken
 * up, left, right, down, then the diagonals. There is no line between the basins. NaN floods last.
 *
 * @param surface - `[height, width]`, any sample type; basins are low.
 * @param markers - `[height, width]`, other than 0 = a seed with its label.
 * @returns New labels; 0 outside the mask and where no marker reaches.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there is no pixel.
 *
 * Time O(n) for samples of 8 and 16 bits and 32-bit floating point, O(n log n) for others, n = pixels reached; memory up to 40 bytes a pixel.
 *
 * Source: P. Soille, L. Vincent (1990), Proc. SPIE 1360, 240-250, doi:10.1117/12.24211; order of ties as in scikit-image,
 * which however leaves open the order of markers of one height.
 */
export function watershed(surface: Plane, markers: Labels, { mask, connectivity = 4 }: WatershedOptions = {}): Labels {
  const { width, height } = surface;
  requireOneSize(surface, markers, mask);
  const stride = width + 2;
  // With a closed frame around, no neighbour has to be asked whether it exists.
  const open = new Uint8Array(stride * (height + 2));
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, i = y * width, p = (y + 1) * stride + 1; x < width; x++, i++, p++)
      if (mask === undefined || mask.data[i] !== 0) {
        open[p] = 1;
        count++;
      }
  const { dx, dy } = neighbourSteps(connectivity);
  const around = Int32Array.from(dx, (x, k) => dy[k] * stride + x);
  const { heights, levels } = heightsOf(surface, mask);
  const labels = flood({ open, heights, levels, around, count }, markers);
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) out.set(labels.subarray((y + 1) * stride + 1, (y + 1) * stride + 1 + width), y * width);
  return { data: out, width, height };
}

/** A surface with a frame of one pixel around. */
interface Basin {
  /** 1 where labels may still spread. */
  readonly open: Uint8Array;
  /** Heights as whole numbers from 0 to `levels - 1`. */
  readonly heights: Uint16Array | Uint32Array;
  readonly levels: number;
  /** Steps to the neighbours, in their order. */
  readonly around: Int32Array;
  /** Open pixels. */
  readonly count: number;
}

/**
 * Pixels wait in one chain a level, linked by the age at which they came: the pixel that came as number k is `pixels[k]`, it brings the label
 * `brought[k]`, and number `next[k]` follows it.
 */
function flood({ open, heights, levels, around, count }: Basin, markers: Labels): Uint32Array {
  const labels = new Uint32Array(open.length);
  const pixels = new Int32Array(count);
  const brought = new Uint32Array(count);
  const next = new Int32Array(count);
  const heads = new Int32Array(levels).fill(-1);
  const tails = new Int32Array(levels);
  let age = 0;
  for (let y = 0, i = 0, p = markers.width + 3; y < markers.height; y++, p += 2)
    for (let x = 0; x < markers.width; x++, i++, p++) {
      const label = markers.data[i];
      if (label === 0 || open[p] === 0) continue;
      open[p] = 0;
      labels[p] = label;
      pixels[age] = p;
      brought[age] = label;
      const at = heights[p];
      if (heads[at] < 0) heads[at] = age;
      else next[tails[at]] = age;
      tails[at] = age;
      next[age++] = -1;
    }
  for (let level = 0; level < levels; level++)
    for (let here = heads[level]; here >= 0; here = next[here]) {
      const pixel = pixels[here];
      const label = brought[here];
      for (let k = 0; k < around.length; k++) {
        const p = pixel + around[k];
        if (open[p] === 0) continue;
        open[p] = 0;
        labels[p] = label;
        pixels[age] = p;
        brought[age] = label;
        const height = heights[p];
        const at = Math.max(height, level);
        if (heads[at] < 0) heads[at] = age;
        else next[tails[at]] = age;
        tails[at] = age;
        next[age++] = -1;
      }
    }
  return labels;
}

/** Heights in whole numbers that order as the samples do, with a frame around; NaN is as high as infinity. */
function heightsOf(surface: Plane, mask: Mask | undefined): Pick<Basin, "heights" | "levels"> {
  const { data, width, height } = surface;
  const stride = width + 2;
  if (data.BYTES_PER_ELEMENT <= 2) {
    const lowest = data instanceof Int8Array || data instanceof Int16Array ? -(2 ** (8 * data.BYTES_PER_ELEMENT - 1)) : 0;
    const heights = new Uint16Array(stride * (height + 2));
    for (let y = 0, i = 0, p = stride + 1; y < height; y++, p += 2) for (let x = 0; x < width; x++, i++, p++) heights[p] = data[i] - lowest;
    return { heights, levels: 2 ** (8 * data.BYTES_PER_ELEMENT) };
  }
  const heights = new Uint32Array(stride * (height + 2));
  const place = (i: number): number => {
    const x = i % width;
    return i + 2 * ((i - x) / width) + stride + 1;
  };
  const wanted = mask?.data ?? new Uint8Array(data.length).fill(1);
  if (!(data instanceof Float32Array)) {
    const values = Float64Array.from(data, finiteOrHigh);
    const ranks = values.filter((_, i) => wanted[i] !== 0).sort();
    for (let i = 0; i < values.length; i++) if (wanted[i] !== 0) heights[place(i)] = firstAtLeast(ranks, values[i]);
    return { heights, levels: ranks.length };
  }
  const order = descendingOrder(data, wanted).reverse();
  let levels = 0;
  let before = Number.NaN;
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    const value = finiteOrHigh(data[i]);
    if (value !== before) levels++;
    before = value;
    heights[place(i)] = levels - 1;
  }
  return { heights, levels };
}

function finiteOrHigh(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** The place of the first of equal values in a sorted list. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
