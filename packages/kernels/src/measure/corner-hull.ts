import { pushConvex } from "./convex-hull.ts";

/** The convex hull of an object's pixels with their corners: area, length of its outline, greatest width. */
export interface CornerHull {
  readonly area: number;
  readonly perimeter: number;
  readonly feret: number;
}

/**
 * The smallest convex polygon around all corners of an object's pixels, as ImageJ draws it.
 *
 * @param first - `[rows]` leftmost pixel of each row, as for {@link hullRows}.
 * @param last - `[rows]` rightmost pixel of each row.
 */
export function cornerHull(first: Int32Array, last: Int32Array): CornerHull {
  const rows = first.length;
  const left = new Int32Array(2 * (rows + 1));
  const right = new Int32Array(2 * (rows + 1));
  let leftCount = 0;
  let rightCount = 0;
  for (let y = 0; y <= rows; y++) {
    let low = 1 << 30;
    let high = -1;
    for (let row = Math.max(y - 1, 0); row <= y && row < rows; row++) {
      if (first[row] > last[row]) continue;
      low = Math.min(low, first[row]);
      high = Math.max(high, last[row] + 1);
    }
    if (high < 0) continue;
    leftCount = pushConvex(left, leftCount, low, y, 1);
    rightCount = pushConvex(right, rightCount, high, y, -1);
  }
  const points = Array.from(right.subarray(0, 2 * rightCount));
  for (let i = leftCount - 1; i >= 0; i--) points.push(left[2 * i], left[2 * i + 1]);
  return { ...polygonSize(points), feret: greatestDistance(points) };
}

function polygonSize(points: readonly number[]): { readonly area: number; readonly perimeter: number } {
  let twice = 0;
  let perimeter = 0;
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    twice += points[i] * points[j + 1] - points[j] * points[i + 1];
    perimeter += Math.hypot(points[j] - points[i], points[j + 1] - points[i + 1]);
  }
  return { area: Math.abs(twice) / 2, perimeter };
}

/** The greatest distance between two of the points `x, y, x, y, ...`; 0 for a single point. */
function greatestDistance(points: ArrayLike<number>): number {
  let best = 0;
  for (let i = 0; i < points.length; i += 2) {
    for (let j = i + 2; j < points.length; j += 2) {
      const dx = points[i] - points[j];
      const dy = points[i + 1] - points[j + 1];
      const distance = dx * dx + dy * dy;
      if (distance > best) best = distance;
    }
  }
  return Math.sqrt(best);
}
