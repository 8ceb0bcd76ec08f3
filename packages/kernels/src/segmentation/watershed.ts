import type { PixelArray } from "@argosy/core";
import { mapSamples } from "../array/map-samples.ts";
import type { Labels, Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { descendingOrder } from "./descending-order.ts";
import { floodComponents } from "./flood-components.ts";
import { type Basin, floodLevels } from "./flood-levels.ts";
import type { Connectivity } from "./label.ts";
import { fromTiles, type Tiling, tilingOf } from "./tiling.ts";

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
  const tiling = tilingOf(width, height, connectivity);
  const labels = floodLevels(openBasin(surface, mask, tiling), markers);
  return { data: fromTiles(labels, tiling, width, height), width, height };
}

/** Heights in whole numbers that order as the samples do; NaN is as high as infinity. */
function openBasin(surface: Plane, mask: Mask | undefined, tiling: Tiling): Basin {
  const { data, width, height } = surface;
  const inside = mask?.data ?? new Uint8Array(data.length).fill(1);
  const { ranks, levels } = data.BYTES_PER_ELEMENT <= 2 ? ranksOfIntegers(data) : ranksOf(data, inside);
  const { size, neighbours } = tiling;
  const closed = levels + neighbours;
  const heights = closed < 256 ? new Uint8Array(size) : closed < 65_536 ? new Uint16Array(size) : new Int32Array(size);
  heights.fill(closed);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (inside[i] !== 0) {
        heights[tiling.placeOf(x, y)] = ranks(i);
        count++;
      }
  return { heights, levels, count, tiling };
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
