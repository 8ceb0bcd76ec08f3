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
  const { state, levels, count } = openSurface(surface, mask);
  const seeds = flood({ state, levels, count, stride: width + 2, connectivity }, markers);
  const out = new Uint32Array(width * height);
  for (let y = 0, i = 0, p = width + 3; y < height; y++, p += 2)
    for (let x = 0; x < width; x++, i++, p++) if (state[p] > 0) out[i] = seeds[state[p]];
  return { data: out, width, height };
}

/** A surface with a closed frame of one pixel around, so that no neighbour has to be asked whether it exists. */
interface Basin {
  /** Below 0 where labels may still spread: -1 less the height, a whole number below `levels`. Then the number of the seed that came. */
  readonly state: Int32Array;
  readonly levels: number;
  /** Open pixels. */
  readonly count: number;
  readonly stride: number;
  readonly connectivity: Connectivity;
}

/** With few levels, pixels of one level wait in pieces of so many that lie beside each other. */
const PIECE_BITS = 6;
const FEW_LEVELS = 4_096;

/** Pixels wait at their level, first come first served, as pairs of place and seed. Gives the label of each seed, by number from 1 on. */
function flood({ state, levels, count, stride, connectivity }: Basin, markers: Labels): Uint32Array {
  const { dx, dy } = neighbourSteps(connectivity);
  const around = Int32Array.from(dx, (x, k) => dy[k] * stride + x);
  const bits = levels <= FEW_LEVELS ? PIECE_BITS : 0;
  const piece = 1 << bits;
  const pairs = new Int32Array(2 * (count + levels * piece));
  const follows = new Int32Array((count >> bits) + levels + 1);
  const firsts = new Int32Array(levels).fill(-1);
  const lasts = new Int32Array(levels);
  let free = 0;
  const place = (level: number, pixel: number, seed: number): void => {
    let at = free;
    if (firsts[level] >= 0 && ((lasts[level] + 1) & (piece - 1)) !== 0) at = lasts[level] + 1;
    else {
      if (firsts[level] < 0) firsts[level] = free;
      else follows[lasts[level] >> bits] = free;
      free += piece;
    }
    lasts[level] = at;
    pairs[2 * at] = pixel;
    pairs[2 * at + 1] = seed;
  };
  const seeds = seedsOf(markers, state, place);
  for (let level = 0; level < levels; level++) {
    if (firsts[level] < 0) continue;
    for (let at = firsts[level]; ; at = (at & (piece - 1)) === piece - 1 ? follows[at >> bits] : at + 1) {
      const pixel = pairs[2 * at];
      const seed = pairs[2 * at + 1];
      for (let k = 0; k < around.length; k++) {
        const neighbour = pixel + around[k];
        const height = -1 - state[neighbour];
        if (height < 0) continue;
        state[neighbour] = seed;
        place(Math.max(height, level), neighbour, seed);
      }
      if (at === lasts[level]) break;
    }
  }
  return seeds;
}

function seedsOf(markers: Labels, state: Int32Array, place: (level: number, pixel: number, seed: number) => void): Uint32Array {
  let seeds = new Uint32Array(1_024);
  let count = 0;
  for (let y = 0, i = 0, p = markers.width + 3; y < markers.height; y++, p += 2)
    for (let x = 0; x < markers.width; x++, i++, p++) {
      if (markers.data[i] === 0 || state[p] >= 0) continue;
      // Pixels of one label that lie side by side are one seed.
      if (seeds[count] !== markers.data[i] || count === 0) count++;
      if (count === seeds.length) {
        const more = new Uint32Array(2 * count);
        more.set(seeds);
        seeds = more;
      }
      seeds[count] = markers.data[i];
      const height = -1 - state[p];
      state[p] = count;
      place(height, p, count);
    }
  return seeds;
}

/** Heights in whole numbers that order as the samples do; NaN is as high as infinity. */
function openSurface(surface: Plane, mask: Mask | undefined): Pick<Basin, "state" | "levels" | "count"> {
  const { data, width, height } = surface;
  const state = new Int32Array((width + 2) * (height + 2));
  if (data.BYTES_PER_ELEMENT <= 2) {
    const lowest = data instanceof Int8Array || data instanceof Int16Array ? -(2 ** (8 * data.BYTES_PER_ELEMENT - 1)) : 0;
    let count = 0;
    for (let y = 0, i = 0, p = width + 3; y < height; y++, p += 2)
      for (let x = 0; x < width; x++, i++, p++)
        if (mask === undefined || mask.data[i] !== 0) {
          state[p] = lowest - data[i] - 1;
          count++;
        }
    return { state, levels: 2 ** (8 * data.BYTES_PER_ELEMENT), count };
  }
  const wanted = mask?.data ?? new Uint8Array(data.length).fill(1);
  const place = (i: number): number => {
    const x = i % width;
    return i + 2 * ((i - x) / width) + width + 3;
  };
  if (!(data instanceof Float32Array)) {
    const values = Float64Array.from(data, finiteOrHigh);
    const ranks = values.filter((_, i) => wanted[i] !== 0).sort();
    for (let i = 0; i < values.length; i++) if (wanted[i] !== 0) state[place(i)] = -1 - firstAtLeast(ranks, values[i]);
    return { state, levels: ranks.length, count: ranks.length };
  }
  const order = descendingOrder(data, wanted);
  let levels = 0;
  let before = Number.NaN;
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k];
    const value = finiteOrHigh(data[i]);
    if (value !== before) levels++;
    before = value;
    state[place(i)] = -levels;
  }
  return { state, levels, count: order.length };
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
