import type { Labels } from "../array/plane.ts";
import type { Tiling } from "./tiling.ts";

/** What is flooded: heights in tiles, with a closed frame of one pixel around, so that no neighbour has to be asked whether it exists. */
export interface Basin {
  /**
   * Whole numbers below `levels` where labels may still spread, else `levels + neighbours`; changed: behind the flood stands `levels + k` where a
   * pixel was reached from its neighbour `k`. As narrow as can be: the flood goes to and fro in it.
   */
  readonly heights: Uint8Array | Uint16Array | Int32Array;
  readonly levels: number;
  /** Open pixels. */
  readonly count: number;
  readonly tiling: Tiling;
}

/**
 * Floods a basin from markers, level by level; pixels wait at their level, first come first served.
 *
 * Whether a neighbour is open changes from one to the next, so no branch asks: each is written to a queue, those that are closed to one that
 * nobody works off, and stays there when the end of the queue moves behind it. Labels are handed on when all is flooded.
 *
 * @returns The labels, in tiles.
 *
 * Time O(open pixels + levels).
 */
export function floodLevels(basin: Basin, markers: Labels): Uint32Array {
  const { levels, count, tiling } = basin;
  const labels = new Uint32Array(tiling.size);
  const queues = openQueues(levels + tiling.neighbours + 1, count);
  const { follows, ends, bits } = queues;
  enterMarkers(basin, markers, queues, labels);
  for (let level = 0; level < levels; level++)
    for (let at = level << bits; at !== ends[level]; ) {
      const piece = at >> bits;
      at = floodPiece(basin, queues, level, at);
      if (at >> bits !== piece) at = follows[piece];
    }
  for (let tile = 0; tile < tiling.size; tile += 64) labelTile(basin, labels, tile);
  return labels;
}

/**
 * From place `first` of a level's queue to the end of its piece, or of the queue; gives the place behind.
 *
 * Called so often that it is compiled as a whole; of long loops within one call the innermost alone would be.
 */
function floodPiece({ heights, levels, tiling }: Basin, queues: Queues, level: number, first: number): number {
  const { pixels, ends, bits } = queues;
  const { steps, neighbours } = tiling;
  const stop = ((first >> bits) + 1) << bits;
  fetchAhead(heights, queues, first, stop);
  let at = first;
  for (; at < stop && at !== ends[level]; at++) {
    const pixel = pixels[at];
    const from = (pixel & 63) * neighbours;
    for (let k = 0; k < neighbours; k++) {
      const next = pixel + steps[from + k];
      const height = heights[next];
      // -1 where it is open. Seen from there, the way back is neighbour `k ^ 3`.
      const open = (height - levels) >> 31;
      heights[next] = height ^ ((height ^ (levels + (k ^ 3))) & open);
      // The greater of the two.
      const reached = height ^ ((height ^ level) & ((height - level) >> 31));
      const end = ends[reached];
      pixels[end] = next;
      ends[reached] = end - open;
      if ((end - open) >> bits !== end >> bits) beginPiece(queues, reached, end);
    }
  }
  return at;
}

/**
 * Asks for the heights of a whole piece: its pixels lie anywhere, and memory gives many at a time as fast as one. Behind the end of the queue
 * stands what was there before, which does no harm.
 */
function fetchAhead(heights: Basin["heights"], queues: Queues, first: number, stop: number): void {
  const { pixels } = queues;
  let seen = 0;
  for (let at = first; at < stop; at++) seen |= heights[pixels[at]];
  queues.seen = seen;
}

/** Gives the pixels of a tile the label of those that they were reached from, and those on the way. */
function labelTile({ heights, levels, tiling }: Basin, labels: Uint32Array, tile: number): void {
  const { steps, neighbours } = tiling;
  const isReached = (pixel: number): boolean => {
    const way = heights[pixel] - levels;
    return way >= 0 && way < neighbours && labels[pixel] === 0;
  };
  for (let pixel = tile; pixel < tile + 64; pixel++) {
    if (!isReached(pixel)) continue;
    const before = (at: number): number => at + steps[(at & 63) * neighbours + heights[at] - levels];
    let source = pixel;
    while (labels[source] === 0) source = before(source);
    const label = labels[source];
    for (let at = pixel; at !== source; at = before(at)) labels[at] = label;
  }
}

/** With few levels, pixels of one level wait in pieces of so many that lie beside each other. */
const PIECE_BITS = 6;
const FEW_LEVELS = 4_096;

/** Pixels that wait, level by level. */
interface Queues {
  readonly pixels: Int32Array;
  /** Pixels of a level wait in pieces of `2 ** bits` that lie beside each other. */
  readonly bits: number;
  /** Behind each piece, the first place of the one that follows. */
  readonly follows: Int32Array;
  /** Where the next pixel of each level goes; its first piece is that of its number. */
  readonly ends: Int32Array;
  free: number;
  /** Kept so that nobody finds the heights were asked for in vain. */
  seen: number;
}

function openQueues(levels: number, count: number): Queues {
  const bits = levels <= FEW_LEVELS ? PIECE_BITS : 0;
  return {
    pixels: new Int32Array(count + (levels << bits)),
    bits,
    follows: new Int32Array((count >> bits) + levels),
    ends: Int32Array.from({ length: levels }, (_, level) => level << bits),
    free: levels << bits,
    seen: 0,
  };
}

/** The next piece of a level whose piece is full since `end` was taken. */
function beginPiece(queues: Queues, level: number, end: number): void {
  queues.follows[end >> queues.bits] = queues.free;
  queues.ends[level] = queues.free;
  queues.free += 1 << queues.bits;
}

function enterMarkers({ heights, levels, tiling }: Basin, { data, width, height }: Labels, queues: Queues, labels: Uint32Array): void {
  const { pixels, ends, bits } = queues;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue;
      const pixel = tiling.placeOf(x, y);
      const level = heights[pixel];
      if (level >= levels) continue;
      heights[pixel] = levels + tiling.neighbours;
      labels[pixel] = data[i];
      const end = ends[level]++;
      pixels[end] = pixel;
      if (ends[level] >> bits !== end >> bits) beginPiece(queues, level, end);
    }
}
