import type { ObjectRuns } from "./object-runs.ts";

/**
 * Central moments of an object's pixels up to the third order; every pixel weighs 1 and sits in its centre.
 *
 * `x`, `y` are the mean pixel indices. `mpq` is the sum of (x - mean x)^p (y - mean y)^q.
 */
export interface Moments {
  n: number;
  x: number;
  y: number;
  m20: number;
  m11: number;
  m02: number;
  m30: number;
  m21: number;
  m12: number;
  m03: number;
}

/** Central moments of object `row`. Each run contributes by a closed formula, so time is O(runs). */
export function centralMoments(runs: ObjectRuns, row: number): Moments {
  const { starts, y, x0, x1, boxes, areas } = runs;
  const from = starts[row];
  const to = starts[row + 1];
  // Sums of twice the offset from the box's corner are whole numbers, so the centroid is rounded only once.
  const left = boxes[row * 4];
  const top = boxes[row * 4 + 1];
  let sumX = 0;
  let sumY = 0;
  for (let r = from; r < to; r++) {
    const length = x1[r] - x0[r];
    sumX += length * (x0[r] + x1[r] - 1 - 2 * left);
    sumY += length * (y[r] - top);
  }
  const n = areas[row];
  const cx = sumX / (2 * n);
  const cy = sumY / n;
  const m: Moments = { n, x: left + cx, y: top + cy, m20: 0, m11: 0, m02: 0, m30: 0, m21: 0, m12: 0, m03: 0 };
  for (let r = from; r < to; r++) {
    const length = x1[r] - x0[r];
    const dx = (x0[r] + x1[r] - 1) / 2 - left - cx;
    const dy = y[r] - top - cy;
    const spread = (length * (length * length - 1)) / 12;
    const s1 = length * dx;
    const s2 = s1 * dx + spread;
    m.m20 += s2;
    m.m11 += s1 * dy;
    m.m02 += length * dy * dy;
    m.m30 += s1 * dx * dx + 3 * dx * spread;
    m.m21 += s2 * dy;
    m.m12 += s1 * dy * dy;
    m.m03 += length * dy * dy * dy;
  }
  return m;
}

/** Differences below this share of the total count as none: they are rounding, and decide which way a tie falls. */
const TIE = 1e-12;

/** The two variances along an object's own axes, the greater first, never negative. */
export function principalVariances({ n, m20, m11, m02 }: Moments): { readonly major: number; readonly minor: number } {
  const mean = (m20 + m02) / (2 * n);
  const half = Math.hypot((m20 - m02) / 2, m11) / n;
  const minor = mean - half;
  return { major: mean + half, minor: minor > TIE * mean ? minor : 0 };
}

/**
 * Angle in radians between the image's y axis and the object's major axis, -pi/2 to pi/2, counter-clockwise as seen on the screen
 * from below: scikit-image's `orientation`. Where no axis is longer, the result is -pi/4, or pi/4 when x and y grow together.
 */
export function orientation({ m20, m11, m02 }: Moments): number {
  const total = m20 + m02;
  const difference = m02 - m20;
  const b = Math.abs(m11) <= TIE * total ? 0 : m11;
  if (Math.abs(difference) <= TIE * total) return b > 0 ? Math.PI / 4 : -Math.PI / 4;
  return 0.5 * Math.atan2(2 * b, difference);
}

/**
 * The seven moments of Hu, invariant to position, size and rotation, in scikit-image's order and sign.
 *
 * Source: M.-K. Hu (1962), IRE Trans. Information Theory 8, 179-187, doi:10.1109/TIT.1962.1057692.
 */
export function huMoments(m: Moments, out: Float64Array, at: number): void {
  const second = m.n * m.n;
  const third = second * Math.sqrt(m.n);
  const n20 = m.m02 / second;
  const n02 = m.m20 / second;
  const n11 = m.m11 / second;
  const n30 = m.m03 / third;
  const n21 = m.m12 / third;
  const n12 = m.m21 / third;
  const n03 = m.m30 / third;
  const a = n30 + n12;
  const b = n21 + n03;
  const c = n30 - 3 * n12;
  const d = 3 * n21 - n03;
  const p = a * a - 3 * b * b;
  const q = 3 * a * a - b * b;
  out[at] = n20 + n02;
  out[at + 1] = (n20 - n02) ** 2 + 4 * n11 * n11;
  out[at + 2] = c * c + d * d;
  out[at + 3] = a * a + b * b;
  out[at + 4] = c * a * p + d * b * q;
  out[at + 5] = (n20 - n02) * (a * a - b * b) + 4 * n11 * a * b;
  out[at + 6] = d * a * p - c * b * q;
}
