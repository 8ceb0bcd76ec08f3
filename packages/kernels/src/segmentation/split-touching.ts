import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { descendingOrder } from "./descending-order.ts";
import type { Components, Connectivity } from "./label.ts";

/** When {@link splitTouching} keeps two peaks apart, and which pieces it keeps. */
export interface SplitRule {
  /** A peak counts when it rises at least this far above the saddle to a higher one, in units of the surface; 0 counts every peak. */
  readonly minDepth: number;
  /** Two peaks are one object when the saddle between them is higher than this share of the lower peak, 0..1; 1 leaves the rule out. */
  readonly maxNeck: number;
  /** Pieces of fewer pixels are dropped. */
  readonly minArea: number;
  readonly connectivity: Connectivity;
}

/**
 * Watershed of a surface inside a mask, from its peaks down, with the shallow peaks joined on the way.
 *
 * Pixels are visited from high to low, equal ones in raster order. A pixel without a visited neighbour founds a region, whose peak it is.
 * Where regions meet, with peaks a <= b and the meeting pixel s, they become one when `a - s < minDepth` (the dynamics of the lower peak) or
 * `s > maxNeck * a` (the neck is nearly as wide as the smaller body, where the surface is a distance map); otherwise they stay apart. Several
 * regions are taken in raster order of the neighbours, each with the highest so far; of equal peaks the older is the higher. The pixel then goes to the region of its highest visited neighbour, of equal ones the first
 * in raster order. So there is no seed to choose, no line of lost pixels, and bodies of any size obey the same ratio.
 *
 * @param surface - `[height, width]`, finite; read inside the mask only; compared as float32. For touching convex bodies: the smoothed distance map.
 * @param mask - `[height, width]`; any sample other than 0 is foreground.
 * @returns New labels and their number; a label is the rank of the object's first pixel in raster order.
 *
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there is no pixel.
 *
 * Time O(pixels) (radix sort, union-find); memory about 20 bytes a pixel.
 *
 * Source: L. Vincent, P. Soille (1991), IEEE Trans. PAMI 13(6), 583-598, doi:10.1109/34.87344 (flooding in sorted order);
 * M. Grimaud (1992), Proc. SPIE 1769, 292-305, doi:10.1117/12.60650 (dynamics).
 */
export function splitTouching(surface: Plane, mask: Mask, rule: SplitRule): Components {
  requireOneSize(surface, mask);
  const heights = surface.data instanceof Float32Array ? surface.data : Float32Array.from(surface.data);
  const order = descendingOrder(heights, mask.data);
  const flood = startFlood(heights, mask, order.length, rule);
  for (let k = 0; k < order.length; k++) visit(flood, order[k]);
  return numberRegions(flood, mask, rule.minArea);
}

/** The state of a flood. `regions` has a frame of one pixel round the image, so that neighbours need no check. */
interface Flood {
  readonly heights: Float32Array;
  readonly width: number;
  readonly regions: Uint32Array;
  /** Offsets to the neighbours in raster order, in `regions` and in `heights`. */
  readonly framed: Int32Array;
  readonly plain: Int32Array;
  readonly parents: Uint32Array;
  readonly peaks: Float32Array;
  readonly rule: SplitRule;
  founded: number;
}

function startFlood(heights: Float32Array, { width, height }: Mask, pixels: number, rule: SplitRule): Flood {
  const steps = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => ({ dx, dy, edges: Math.abs(dx) + Math.abs(dy) })));
  const neighbours = steps.filter(({ edges }) => edges === 1 || (edges === 2 && rule.connectivity === 8));
  return {
    heights,
    width,
    regions: new Uint32Array((width + 2) * (height + 2)),
    framed: Int32Array.from(neighbours, ({ dx, dy }) => dy * (width + 2) + dx),
    plain: Int32Array.from(neighbours, ({ dx, dy }) => dy * width + dx),
    parents: new Uint32Array(pixels + 1),
    peaks: new Float32Array(pixels + 1),
    rule,
    founded: 0,
  };
}

function visit(flood: Flood, pixel: number): void {
  const { regions, framed } = flood;
  const at = framedOffset(pixel, flood.width);
  // Most pixels touch a single region, which shows without branches that could not be foreseen: the union of the bits of all numbers is
  // below none of them, so only equal numbers add up to as many times it.
  let union = 0;
  let sum = 0;
  let touching = 0;
  for (let n = 0; n < framed.length; n++) {
    const touched = regions[at + framed[n]];
    union |= touched;
    sum += touched;
    touching += ((touched + 0x7fffffff) | 0) >>> 31;
  }
  if (union === 0) regions[at] = found(flood, flood.heights[pixel]);
  else if (sum === union * touching) regions[at] = rootOf(flood.parents, union);
  else regions[at] = settle(flood, pixel, at);
}

/** The region of a pixel whose neighbours bear different numbers. */
function settle(flood: Flood, pixel: number, at: number): number {
  const { regions, framed } = flood;
  let region = 0;
  let before = 0;
  let contested = false;
  for (let n = 0; n < framed.length; n++) {
    const touched = regions[at + framed[n]];
    // Most neighbours bear the number of the one before: nothing new to compare.
    if (touched === 0 || touched === before) continue;
    before = touched;
    const other = rootOf(flood.parents, touched);
    if (region === 0) region = other;
    else if (other !== region) {
      contested = true;
      region = meet(flood, region, other, flood.heights[pixel]);
    }
  }
  return contested ? regionOfHighestNeighbour(flood, pixel) : region;
}

function framedOffset(pixel: number, width: number): number {
  return pixel + 2 * Math.floor(pixel / width) + width + 3;
}

function found(flood: Flood, height: number): number {
  const region = ++flood.founded;
  flood.parents[region] = region;
  flood.peaks[region] = height;
  return region;
}

/** Let two regions meet at a saddle: joined or not, the one with the higher peak is given back. */
function meet({ parents, peaks, rule }: Flood, a: number, b: number, saddle: number): number {
  // A region founded earlier is never lower, because pixels come from high to low.
  const high = Math.min(a, b);
  const low = Math.max(a, b);
  const peak = peaks[low];
  if (peak - saddle < rule.minDepth || saddle > rule.maxNeck * peak) parents[low] = high;
  return high;
}

function regionOfHighestNeighbour({ heights, width, regions, framed, plain, parents }: Flood, pixel: number): number {
  const at = framedOffset(pixel, width);
  let highest = Number.NEGATIVE_INFINITY;
  let region = 0;
  for (let n = 0; n < framed.length; n++) {
    const touched = regions[at + framed[n]];
    if (touched === 0 || heights[pixel + plain[n]] <= highest) continue;
    highest = heights[pixel + plain[n]];
    region = touched;
  }
  return rootOf(parents, region);
}

function rootOf(parents: Uint32Array, region: number): number {
  let at = region;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

function numberRegions({ regions, parents, founded }: Flood, { width, height }: Mask, minArea: number): Components {
  // Parents are never younger than their children, so one pass finds every root.
  const roots = new Uint32Array(founded + 1);
  for (let region = 1; region <= founded; region++) roots[region] = parents[region] === region ? region : roots[parents[region]];
  const areas = new Uint32Array(founded + 1);
  for (let at = 0; at < regions.length; at++) if (regions[at] !== 0) areas[roots[regions[at]]]++;
  const labels = new Uint32Array(width * height);
  const numbers = new Uint32Array(founded + 1);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0, at = (y + 1) * (width + 2) + 1; x < width; x++, i++, at++) {
      if (regions[at] === 0) continue;
      const region = roots[regions[at]];
      if (numbers[region] === 0 && areas[region] >= minArea) numbers[region] = ++count;
      labels[i] = numbers[region];
    }
  return { labels: { data: labels, width, height }, count };
}
