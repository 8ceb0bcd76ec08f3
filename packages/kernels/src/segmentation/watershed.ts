import type { PixelArray } from "@argosy/core";
import { mapSamples } from "../array/map-samples.ts";
import type { Labels, Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { descendingOrder } from "./descending-order.ts";
import { floodComponents } from "./flood-components.ts";
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
 * Time O(n) for samples of 8 and 16 bits and 32-bit floating point, O(n log n) for others, n = pixels reached; where the mask has no part of
 * more than 65,536 pixels, they are flooded one by one. Memory up to 40 bytes a pixel.
 *
 * Source: P. Soille, L. Vincent (1990), Proc. SPIE 1360, 240-250, doi:10.1117/12.24211; order of ties as in scikit-image,
 * which however leaves open the order of markers of one height.
 */
export function watershed(surface: Plane, markers: Labels, { mask, connectivity = 4 }: WatershedOptions = {}): Labels {
  const { width, height } = surface;
  requireOneSize(surface, markers, mask);
  const apart = mask === undefined ? undefined : floodComponents(surface, markers, mask, connectivity);
  if (apart !== undefined) return { data: apart, width, height };
  const { heights, closed, levels, count } = openSurface(surface, mask);
  const labels = flood({ heights, closed, levels, count, stride: width + 2, connectivity }, markers);
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y + 1) * (width + 2) + 1;
    out.set(labels.subarray(from, from + width), y * width);
  }
  return { data: out, width, height };
}

/** A surface with a closed frame of one pixel around, so that no neighbour has to be asked whether it exists. */
interface Basin {
  /** Whole numbers below `levels` where labels may still spread, else `closed`. As narrow as can be: the flood goes to and fro in it. */
  readonly heights: Uint8Array | Uint16Array | Uint32Array;
  readonly closed: number;
  readonly levels: number;
  /** Open pixels. */
  readonly count: number;
  readonly stride: number;
  readonly connectivity: Connectivity;
}

/** With few levels, pixels of one level wait in pieces of so many that lie beside each other. */
const PIECE_BITS = 6;
const FEW_LEVELS = 4_096;

/** Pixels wait at their level, first come first served, as pairs of place and label. Gives the labels, with a frame. */
function flood({ heights, closed, levels, count, stride, connectivity }: Basin, markers: Labels): Uint32Array {
  const labels = new Uint32Array(heights.length);
  const { dx, dy } = neighbourSteps(connectivity);
  const around = Int32Array.from(dx, (x, k) => dy[k] * stride + x);
  const bits = levels <= FEW_LEVELS ? PIECE_BITS : 0;
  const piece = 1 << bits;
  const pairs = new Int32Array(2 * (count + levels * piece));
  const follows = new Int32Array((count >> bits) + levels + 1);
  const firsts = new Int32Array(levels).fill(-1);
  const lasts = new Int32Array(levels);
  let free = 0;
  const reach = (level: number, pixel: number, label: number): void => {
    heights[pixel] = closed;
    labels[pixel] = label;
    let at = free;
    if (firsts[level] >= 0 && ((lasts[level] + 1) & (piece - 1)) !== 0) at = lasts[level] + 1;
    else {
      if (firsts[level] < 0) firsts[level] = free;
      else follows[lasts[level] >> bits] = free;
      free += piece;
    }
    lasts[level] = at;
    pairs[2 * at] = pixel;
    pairs[2 * at + 1] = label;
  };
  for (let y = 0, i = 0, p = stride + 1; y < markers.height; y++, p += 2)
    for (let x = 0; x < markers.width; x++, i++, p++)
      if (markers.data[i] !== 0 && heights[p] !== closed) reach(heights[p], p, markers.data[i]);
  for (let level = 0; level < levels; level++) {
    if (firsts[level] < 0) continue;
    for (let at = firsts[level]; ; at = (at & (piece - 1)) === piece - 1 ? follows[at >> bits] : at + 1) {
      const pixel = pairs[2 * at];
      const label = pairs[2 * at + 1];
      for (let k = 0; k < around.length; k++) {
        const height = heights[pixel + around[k]];
        if (height !== closed) reach(Math.max(height, level), pixel + around[k], label);
      }
      if (at === lasts[level]) break;
    }
  }
  return labels;
}

/** Heights in whole numbers that order as the samples do; NaN is as high as infinity. */
function openSurface(surface: Plane, mask: Mask | undefined): Pick<Basin, "heights" | "closed" | "levels" | "count"> {
  const { data, width, height } = surface;
  const inside = mask?.data ?? new Uint8Array(data.length).fill(1);
  const { ranks, levels } = data.BYTES_PER_ELEMENT <= 2 ? ranksOfIntegers(data) : ranksOf(data, inside);
  const size = (width + 2) * (height + 2);
  const heights = levels < 256 ? new Uint8Array(size) : levels < 65_536 ? new Uint16Array(size) : new Uint32Array(size);
  heights.fill(levels);
  let count = 0;
  for (let y = 0, i = 0, p = width + 3; y < height; y++, p += 2)
    for (let x = 0; x < width; x++, i++, p++)
      if (inside[i] !== 0) {
        heights[p] = ranks(i);
        count++;
      }
  return { heights, closed: levels, levels, count };
}

interface Ranks {
  /** The rank of the sample at an offset. */
  readonly ranks: (i: number) => number;
  readonly levels: number;
}

function ranksOfIntegers(data: PixelArray): Ranks {
  const lowest = data instanceof Int8Array || data instanceof Int16Array ? -(2 ** (8 * data.BYTES_PER_ELEMENT - 1)) : 0;
  const table = new Int32Array(2 ** (8 * data.BYTES_PER_ELEMENT));
  for (let i = 0; i < data.length; i++) table[data[i] - lowest] = 1;
  let levels = 0;
  for (let value = 0; value < table.length; value++) if (table[value] === 1) table[value] = levels++;
  return { ranks: (i) => table[data[i] - lowest], levels };
}

function ranksOf(data: PixelArray, inside: Uint8Array): Ranks {
  if (!(data instanceof Float32Array)) {
    const sorted = mapSamples(data, new Float64Array(data.length), finiteOrHigh)
      .filter((_, i) => inside[i] !== 0)
      .sort();
    return { ranks: (i) => firstAtLeast(sorted, finiteOrHigh(data[i])), levels: sorted.length };
  }
  const order = descendingOrder(data, inside);
  const ranks = new Uint32Array(data.length);
  let levels = 0;
  let before = Number.NaN;
  for (let k = order.length - 1; k >= 0; k--) {
    const value = finiteOrHigh(data[order[k]]);
    if (value !== before) levels++;
    before = value;
    ranks[order[k]] = levels - 1;
  }
  return { ranks: (i) => ranks[i], levels };
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
