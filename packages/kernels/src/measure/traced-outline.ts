import type { ObjectWindow } from "./object-window.ts";

/** The outer outline of an object along the edges of its pixels. */
export interface TracedOutline {
  /** Number of unit edges. */
  readonly edges: number;
  /** Number of corners that ImageJ cuts off: two turns one pixel apart count as one. */
  readonly cutCorners: number;
}

const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/**
 * Follow the outlines of the painted object with the object on the right hand; diagonal pixels are joined.
 *
 * Each 8-connected part is traced from the upper left corner of its first pixel. The holes must have been filled before, or their
 * outlines count too.
 *
 * Time O(box).
 */
export function traceOutline({ mask, width, height }: ObjectWindow): TracedOutline {
  const seen = new Uint8Array(width * height);
  let edges = 0;
  let cutCorners = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      if (mask[p] === 0 || mask[p - width] !== 0 || seen[p] === 1) continue;
      const sides = traceLoop(mask, width, seen, p);
      for (const side of sides) edges += side;
      cutCorners += countCutCorners(sides);
    }
  }
  return { edges, cutCorners };
}

/** The lengths of the straight sides of the loop that begins along the upper edge of pixel `start`. */
function traceLoop(mask: Uint8Array, width: number, seen: Uint8Array, start: number): number[] {
  const steps = STEP_X.map((dx, d) => dx + STEP_Y[d] * width);
  const sides: number[] = [];
  let inside = start;
  let direction = 0;
  let side = 0;
  do {
    if (direction === 0) seen[inside] = 1;
    side++;
    const rightAhead = inside + steps[direction];
    const leftAhead = rightAhead + steps[(direction + 3) % 4];
    if (mask[leftAhead] === 1) {
      inside = leftAhead;
      direction = (direction + 3) % 4;
    } else if (mask[rightAhead] === 1) {
      inside = rightAhead;
      continue;
    } else direction = (direction + 1) % 4;
    sides.push(side);
    side = 0;
  } while (inside !== start || direction !== 0);
  if (side > 0) sides[0] += side;
  return sides;
}

function countCutCorners(sides: readonly number[]): number {
  let count = 0;
  let corner = false;
  for (const side of sides) {
    corner = side > 1 || !corner;
    if (corner) count++;
  }
  return count;
}

/**
 * ImageJ's perimeter of a traced outline: the edges, less 2 - sqrt(2) for each corner that is cut off.
 *
 * Source: ImageJ user guide, section "Perimeter"; W. Rasband, ImageJ.
 */
export function tracedPerimeter({ edges, cutCorners }: TracedOutline): number {
  return edges - cutCorners * (2 - Math.SQRT2);
}
