import type { Box, Point } from "@argosy/core";
import type { Labels } from "../array/plane.ts";

/** One connected part of an object: its outer ring, clockwise as seen on the screen, and its holes, counter-clockwise. */
export interface Outline {
  readonly outer: readonly Point[];
  readonly holes: readonly (readonly Point[])[];
}

const STEP_X = [1, 0, -1, 0];
const STEP_Y = [0, 1, 0, -1];

/**
 * Trace the outline of an object along the edges of its pixels.
 *
 * Corners are whole pixel coordinates, only those where the outline turns; the first is not repeated. Parts that touch at a corner
 * are one (8-connected objects, 4-connected holes), so a ring may pass a corner twice. Parts come in raster order of their first
 * pixel, holes likewise. Filling the rings by the even-odd rule gives the object back.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param box - Where to look, in pixels within the plane; must hold the whole object.
 * @returns No outline for a label that does not occur.
 *
 * Time O(pixels of the box).
 *
 * Source: our own definition; the even-odd rule makes it an inverse of {@link polygonMask}.
 */
export function traceOutline(labels: Labels, label: number, box: Box): readonly Outline[] {
  const inside = (x: number, y: number): boolean =>
    x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height && labels.data[y * labels.width + x] === label;
  const traced = new Uint8Array(box.width * box.height);
  const outers: { outer: Point[]; area: number; holes: Point[][] }[] = [];
  const holes: { ring: Point[]; start: Point }[] = [];
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      if (traced[(y - box.y) * box.width + x - box.x] === 1 || !inside(x, y) || inside(x, y - 1)) continue;
      const ring = traceRing(inside, traced, box, x, y);
      const area = signedArea(ring);
      if (area > 0) outers.push({ outer: ring, area, holes: [] });
      else holes.push({ ring, start: { x: x + 0.5, y: y + 0.5 } });
    }
  for (const { ring, start } of holes) {
    // The pixel at which the hole was found belongs to the smallest part around it.
    const around = outers.filter((part) => outers.length === 1 || contains(part.outer, start)).sort((a, b) => a.area - b.area);
    around[0].holes.push(ring);
  }
  return outers.map(({ outer, holes: own }) => ({ outer, holes: own }));
}

/** Walk with the object on the right, from the upper edge of a pixel, until back there; marks the upper edges that it passes. */
function traceRing(inside: (x: number, y: number) => boolean, traced: Uint8Array, box: Box, startX: number, startY: number): Point[] {
  const ring: Point[] = [];
  let [x, y, heading] = [startX, startY, 0];
  do {
    if (heading === 0) traced[(y - box.y) * box.width + x - box.x] = 1;
    x += STEP_X[heading];
    y += STEP_Y[heading];
    // The pixels ahead, left and right of the corner that was reached.
    const left = inside(x - (heading === 1 || heading === 0 ? 0 : 1), y - (heading === 0 || heading === 3 ? 1 : 0));
    const right = inside(x - (heading === 0 || heading === 3 ? 0 : 1), y - (heading === 2 || heading === 3 ? 1 : 0));
    const turn = left ? 3 : right ? 0 : 1;
    if (turn !== 0) ring.push({ x, y });
    heading = (heading + turn) % 4;
  } while (x !== startX || y !== startY || heading !== 0);
  return ring;
}

/** Positive for a ring that runs clockwise on the screen, where y points down. */
function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

function contains(ring: readonly Point[], { x, y }: Point): boolean {
  let within = false;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length];
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) within = !within;
  }
  return within;
}
