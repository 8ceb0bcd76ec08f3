import type { Labels } from "../array/plane.ts";
import type { Tiling } from "./tiling.ts";

/** What is flooded: heights in tiles, with a closed frame of one pixel around, so that no neighbour has to be asked whether it exists. */
export interface Basin {
  /** Whole numbers below `levels` where labels may still spread, else `levels`; changed. As narrow as can be: the flood goes to and fro in it. */
  readonly heights: Uint8Array | Uint16Array | Int32Array;
  readonly levels: number;
  /** Open pixels. */
  readonly count: number;
  readonly tiling: Tiling;
}

/** With few levels, pixels of one level wait in pieces of so many that lie beside each other. */
const PIECE_BITS = 6;
const FEW_LEVELS = 4_096;

/**
 * Floods a basin from markers, level by level; pixels wait at their level, first come first served, as pairs of place and label.
 *
 * Whether a neighbour is open changes from one to the next, so no branch asks: a pair is written for each, at a level of its own for those
 * that are closed, and stays when the end of the level's queue moves behind it.
 *
 * @returns The labels, in tiles.
 *
 * Time O(open pixels + levels).
 */
export function floodLevels({ heights, levels, count, tiling }: Basin, markers: Labels): Uint32Array {
  const labels = new Uint32Array(heights.length);
  const queues = openQueues(levels + 1, count);
  const { follows, ends, bits } = queues;
  enterMarkers({ heights, levels, tiling }, markers, queues);
  const flood: Flood = { heights, levels, labels, queues, steps: tiling.steps, neighbours: tiling.neighbours };
  for (let level = 0; level < levels; level++)
    for (let at = level << bits; at !== ends[level]; ) {
      const piece = at >> bits;
      at = floodPiece(flood, level, at);
      if (at >> bits !== piece) at = follows[piece];
    }
  return labels;
}

interface Flood extends Pick<Basin, "heights" | "levels"> {
  readonly labels: Uint32Array;
  readonly queues: Queues;
  readonly steps: Int32Array;
  readonly neighbours: number;
}

/**
 * From place `at` of a level's queue to the end of its piece, or of the queue; gives the place behind.
 *
 * Called so often that it is compiled as a whole; of long loops within one call the innermost alone would be.
 */
function floodPiece({ heights, levels, labels, queues, steps, neighbours }: Flood, level: number, first: number): number {
  const { pairs, ends, bits } = queues;
  const stop = ((first >> bits) + 1) << bits;
  let at = first;
  for (; at < stop && at !== ends[level]; at++) {
    const pixel = pairs[2 * at];
    const label = pairs[2 * at + 1];
    labels[pixel] = label;
    const from = (pixel & 63) * neighbours;
    for (let k = from; k < from + neighbours; k++) {
      const next = pixel + steps[k];
      const height = heights[next];
      heights[next] = levels;
      // The greater of the two; `levels` where the neighbour is closed.
      const reached = height ^ ((height ^ level) & ((height - level) >> 31));
      const end = ends[reached];
      pairs[2 * end] = next;
      pairs[2 * end + 1] = label;
      const moved = end + ((height - levels) >>> 31);
      ends[reached] = moved;
      if (moved >> bits !== end >> bits) beginPiece(queues, reached, end);
    }
  }
  return at;
}

/** Pixels that wait, level by level. */
interface Queues {
  /** Place and label. */
  readonly pairs: Int32Array;
  /** Pixels of a level wait in pieces of `2 ** bits` that lie beside each other. */
  readonly bits: number;
  /** Behind each piece, the first place of the one that follows. */
  readonly follows: Int32Array;
  /** Where the next pixel of each level goes; its first piece is that of its number. */
  readonly ends: Int32Array;
  free: number;
}

function openQueues(levels: number, count: number): Queues {
  const bits = levels <= FEW_LEVELS ? PIECE_BITS : 0;
  return {
    pairs: new Int32Array(2 * (count + (levels << bits))),
    bits,
    follows: new Int32Array((count >> bits) + levels),
    ends: Int32Array.from({ length: levels }, (_, level) => level << bits),
    free: levels << bits,
  };
}

/** The next piece of a level whose piece is full since `end` was taken. */
function beginPiece(queues: Queues, level: number, end: number): void {
  queues.follows[end >> queues.bits] = queues.free;
  queues.ends[level] = queues.free;
  queues.free += 1 << queues.bits;
}

function enterMarkers({ heights, levels, tiling }: Omit<Basin, "count">, { data, width, height }: Labels, queues: Queues): void {
  const { pairs, ends, bits } = queues;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue;
      const pixel = tiling.placeOf(x, y);
      const level = heights[pixel];
      if (level === levels) continue;
      heights[pixel] = levels;
      const end = ends[level]++;
      pairs[2 * end] = pixel;
      pairs[2 * end + 1] = data[i];
      if (ends[level] >> bits !== end >> bits) beginPiece(queues, level, end);
    }
}
