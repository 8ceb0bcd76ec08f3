import { plane } from "../array/plane.ts";
import { distanceTransform } from "../morphology/distance-transform.ts";
import type { ObjectWindow } from "./object-window.ts";
import { waysInside } from "./ways-inside.ts";

/** Directions that a ring is divided into. */
export const EIGHTHS = 8;

/** Where the pixels of an object lie among its rings. */
export interface RingMap {
  /** `[height][width]` of its window: ring x 8 + eighth; -1 outside, and in parts that no way leads to. */
  readonly places: Int16Array;
  /** Of the window in the image. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly rings: number;
}

/** Keeps what lies half way, as far from the centre as from the edge, in the inner one of two rings. */
const INWARDS = 0.001;

/**
 * Which ring, and which eighth of it, the pixels of the painted object lie in.
 *
 * The centre is the pixel farthest from the background, of several the first in reading order. How far out a pixel lies is d / (d + e + 0.001),
 * d its way from the centre inside the object and e its distance to the background; the rings divide this evenly. Eighths are told apart by
 * whether a pixel lies below the centre, right of it, and farther away in rows than in columns.
 *
 * Time O(box).
 */
export function ringMap(window: ObjectWindow, rings: number): RingMap {
  const { width, height, left, top } = window;
  const toEdge = distanceTransform(plane(window.mask.subarray(0, width * height), width, height)).data;
  const centre = deepest(toEdge);
  const fromCentre = waysInside(window, centre);
  const places = new Int16Array(width * height).fill(-1);
  const cx = centre % width;
  const cy = (centre - cx) / width;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const away = fromCentre[i];
      if (away === Number.POSITIVE_INFINITY) continue;
      const ring = Math.floor((away / (away + toEdge[i] + INWARDS)) * rings);
      const steep = Math.abs(y - cy) > Math.abs(x - cx);
      places[i] = ring * EIGHTHS + Number(y > cy) + 2 * Number(x > cx) + 4 * Number(steep);
    }
  return { places, left, top, width, rings };
}

function deepest(depths: Float32Array): number {
  let at = 0;
  for (let i = 1; i < depths.length; i++) if (depths[i] > depths[at]) at = i;
  return at;
}
