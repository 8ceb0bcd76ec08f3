import type { HullRoom } from "./hull-room.ts";
import { createHullRoom } from "./hull-room.ts";

/**
 * A convex polygon as two chains of points from top to bottom, in half pixels (a pixel's centre (x, y) is at (2x, 2y)).
 *
 * `left` and `right` hold `x, y` pairs with strictly increasing y; both begin in the topmost and end in the bottommost row.
 */
interface Chains {
  readonly left: Int32Array;
  readonly right: Int32Array;
  leftCount: number;
  rightCount: number;
}

/** The rows of an object's convex hull: row `i` holds the pixels `first[i]..last[i]`, both inclusive. */
export interface HullRows {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Number of pixels whose centre lies in the hull or on its border. */
  readonly area: number;
}

/**
 * The pixels of an object's convex hull, as scikit-image draws it.
 *
 * A pixel stands for the midpoints of its four edges; the hull is the smallest convex polygon around all of them; pixels whose
 * centre lies in it or on its border belong to it. All arithmetic is exact in integers.
 *
 * @param first - `[rows]` leftmost pixel of each row; rows without a pixel have `first > last`. The first and last row are occupied.
 * @param last - `[rows]` rightmost pixel of each row.
 * @param room - Where the result is to lie; default: room of its own.
 *
 * Time O(rows).
 */
export function hullRows(first: Int32Array, last: Int32Array, room: HullRoom = createHullRoom(first.length)): HullRows {
  const rows = first.length;
  const chains = hullChains(first, last, room);
  const hullFirst = room.hullFirst.subarray(0, rows);
  const hullLast = room.hullLast.subarray(0, rows);
  let area = 0;
  let l = 0;
  let r = 0;
  for (let row = 0; row < rows; row++) {
    const y = 2 * row;
    while (chains.left[2 * (l + 1) + 1] < y) l++;
    while (chains.right[2 * (r + 1) + 1] < y) r++;
    hullFirst[row] = Math.ceil(crossing(chains.left, l, y) / 2);
    hullLast[row] = Math.floor(crossing(chains.right, r, y) / 2);
    area += hullLast[row] - hullFirst[row] + 1;
  }
  return { first: hullFirst, last: hullLast, area };
}

/** Where the edge after point `i` of a chain crosses height `y`; exact where the result is a whole number. */
function crossing(chain: Int32Array, i: number, y: number): number {
  const x = chain[2 * i];
  const rise = chain[2 * i + 3] - chain[2 * i + 1];
  const run = chain[2 * i + 2] - x;
  return (x * rise + run * (y - chain[2 * i + 1])) / rise;
}

/**
 * The greatest distance between two points on the outline of the hull's pixels: scikit-image's `feret_diameter_max`.
 *
 * The outline runs through the midpoints between a pixel inside and its straight neighbour outside.
 *
 * Time O(rows + k^2) for k corners of the outline's hull.
 */
export function maxFeretDiameter(hull: HullRows, room?: HullRoom): number {
  const { left, right, leftCount, rightCount } = hullChains(hull.first, hull.last, room);
  let most = 0;
  for (let i = 0; i < 2 * leftCount; i += 2) {
    const among = greatestSquare(left, i, leftCount, left[i], left[i + 1]);
    most = Math.max(most, among, greatestSquare(right, 0, rightCount, left[i], left[i + 1]));
  }
  for (let i = 0; i < 2 * rightCount; i += 2) most = Math.max(most, greatestSquare(right, i, rightCount, right[i], right[i + 1]));
  return Math.sqrt(most) / 2;
}

/**
 * The smallest distance between two parallel lines that hold the hull's outline between them.
 *
 * One of the lines lies along an edge of the hull, so every edge is tried against every corner. The outline is that of {@link maxFeretDiameter}.
 *
 * Time O(rows + k^2) for k corners of the outline's hull.
 *
 * Source: H. Freeman, R. Shapira (1975), Commun. ACM 18(7), 409-413, doi:10.1145/360881.360919.
 */
export function minFeretDiameter(hull: HullRows): number {
  const { left, right, leftCount, rightCount } = hullChains(hull.first, hull.last);
  const points = Array.from(left.subarray(0, 2 * leftCount));
  for (let i = rightCount - 1; i >= 0; i--) points.push(right[2 * i], right[2 * i + 1]);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    const dx = points[j] - points[i];
    const dy = points[j + 1] - points[i + 1];
    const length = Math.hypot(dx, dy);
    if (length === 0) continue;
    let far = 0;
    for (let k = 0; k < points.length; k += 2)
      far = Math.max(far, Math.abs(dx * (points[k + 1] - points[i + 1]) - dy * (points[k] - points[i])) / length);
    if (far < least) least = far;
  }
  return least / 2;
}

/** The square of the greatest distance between a point and those of the first `count` of a chain that lie from `from` on. */
function greatestSquare(chain: Int32Array, from: number, count: number, x: number, y: number): number {
  let most = 0;
  for (let j = from; j < 2 * count; j += 2) {
    const dx = x - chain[j];
    const dy = y - chain[j + 1];
    const distance = dx * dx + dy * dy;
    if (distance > most) most = distance;
  }
  return most;
}

/** Both sides of the hull around the midpoints of the pixels' edges. */
function hullChains(first: Int32Array, last: Int32Array, { left, right }: HullRoom = createHullRoom(first.length)): Chains {
  const rows = first.length;
  const chains: Chains = { left, right, leftCount: 0, rightCount: 0 };
  for (let half = -1; half <= 2 * rows - 1; half++) {
    let low = 1 << 30;
    let high = -(1 << 30);
    if (half % 2 === 0) {
      const row = half / 2;
      if (first[row] > last[row]) continue;
      low = 2 * first[row] - 1;
      high = 2 * last[row] + 1;
    } else {
      const above = (half - 1) / 2;
      for (let row = Math.max(above, 0); row <= above + 1 && row < rows; row++) {
        if (first[row] > last[row]) continue;
        low = Math.min(low, 2 * first[row]);
        high = Math.max(high, 2 * last[row]);
      }
      if (low > high) continue;
    }
    chains.leftCount = pushConvex(left, chains.leftCount, low, half, 1);
    chains.rightCount = pushConvex(right, chains.rightCount, high, half, -1);
  }
  return chains;
}

/** Append a point below the others and drop those that no longer bulge outwards. */
export function pushConvex(chain: Int32Array, count: number, x: number, y: number, side: 1 | -1): number {
  let n = count;
  while (n >= 2) {
    const ax = chain[2 * n - 4];
    const ay = chain[2 * n - 3];
    const bx = chain[2 * n - 2];
    const by = chain[2 * n - 1];
    if (side * ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) < 0) break;
    n--;
  }
  chain[2 * n] = x;
  chain[2 * n + 1] = y;
  return n + 1;
}
