import { ArgosyError } from "@argosy/core";
import type { Rows } from "./principal-components.ts";
import { randomSource } from "./random.ts";

/** How {@link kMeans} groups. */
export interface KMeansOptions {
  /** Number of groups, 1 to n. */
  readonly k: number;
  /** `[k][f]` where the centres start; default: drawn by k-means++ with `seed`. */
  readonly start?: ArrayLike<number>;
  /** Default 0; equal seeds give equal groups. */
  readonly seed?: number;
  /** Most rounds; default 300. */
  readonly iterations?: number;
}

/** What {@link kMeans} gives. */
export interface KMeans {
  /** `[n]` group of each row, 0 to k - 1; of equally near centres the first. */
  readonly groups: Uint32Array;
  /** `[k][f]` */
  readonly centres: Float64Array;
  /** Sum of the squared distances of the rows to their centres. */
  readonly inertia: number;
}

/**
 * Group rows round k centres so that the squared distances become small: Lloyd's rounds until no row changes its group.
 *
 * A group that loses all its rows takes the row that is farthest from its own centre (the first of several).
 *
 * @param rows - `[n][f]` finite values; not changed.
 * @throws {ArgosyError} `invalid_argument` when k or the start does not fit, or a value is not finite.
 *
 * Time O(n k f) a round. As scikit-learn's `KMeans` with the same start and no tolerance.
 *
 * Source: S. Lloyd (1982), IEEE Trans. Inf. Theory 28(2), 129-137, doi:10.1109/TIT.1982.1056489; start: D. Arthur, S. Vassilvitskii (2007), Proc. SODA,
 * 1027-1035.
 */
export function kMeans(rows: Rows, { k, start, seed = 0, iterations = 300 }: KMeansOptions): KMeans {
  const { values, n, f } = rows;
  if (!(Number.isInteger(k) && k >= 1 && k <= n && f >= 1 && values.length === n * f) || (start !== undefined && start.length !== k * f))
    throw new ArgosyError("invalid_argument", "the rows do not allow so many groups", { details: { n, f, k, length: values.length } });
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) throw new ArgosyError("invalid_argument", "a value is not finite", { details: { index: i } });
  const centres = start === undefined ? drawCentres(rows, k, seed) : Float64Array.from(start);
  const groups = new Uint32Array(n).fill(k);
  const away = new Float64Array(n);
  for (let round = 0; round < iterations; round++) {
    if (!assign(rows, centres, groups, away)) break;
    moveCentres(rows, centres, groups, away);
  }
  assign(rows, centres, groups, away);
  return { groups, centres, inertia: away.reduce((a, b) => a + b, 0) };
}

function squaredDistance({ values, f }: Rows, row: number, centres: ArrayLike<number>, centre: number): number {
  let sum = 0;
  for (let i = 0; i < f; i++) {
    const apart = values[row * f + i] - centres[centre * f + i];
    sum += apart * apart;
  }
  return sum;
}

/** Each row to its nearest centre; whether any changed. */
function assign(rows: Rows, centres: Float64Array, groups: Uint32Array, away: Float64Array): boolean {
  const k = centres.length / rows.f;
  let changed = false;
  for (let row = 0; row < rows.n; row++) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(rows, row, centres, c);
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    if (groups[row] !== best) changed = true;
    groups[row] = best;
    away[row] = least;
  }
  return changed;
}

function moveCentres({ values, n, f }: Rows, centres: Float64Array, groups: Uint32Array, away: Float64Array): void {
  const k = centres.length / f;
  const sizes = new Float64Array(k);
  for (let row = 0; row < n; row++) sizes[groups[row]]++;
  for (let c = 0; c < k; c++) {
    if (sizes[c] > 0) continue;
    const farthest = away.reduce((best, distance, row) => (distance > away[best] && sizes[groups[row]] > 1 ? row : best), 0);
    sizes[groups[farthest]]--;
    groups[farthest] = c;
    sizes[c] = 1;
    away[farthest] = 0;
  }
  centres.fill(0);
  for (let row = 0; row < n; row++) for (let i = 0; i < f; i++) centres[groups[row] * f + i] += values[row * f + i];
  for (let c = 0; c < k; c++) for (let i = 0; i < f; i++) centres[c * f + i] /= sizes[c];
}

/** The first centre at random, each other by chance in proportion to its squared distance to those before. */
function drawCentres(rows: Rows, k: number, seed: number): Float64Array {
  const { values, n, f } = rows;
  const random = randomSource(seed);
  const centres = new Float64Array(k * f);
  const away = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let c = 0; c < k; c++) {
    let chosen = random.below(n);
    if (c > 0) {
      let total = 0;
      for (let row = 0; row < n; row++) {
        away[row] = Math.min(away[row], squaredDistance(rows, row, centres, c - 1));
        total += away[row];
      }
      let left = random.unit() * total;
      for (let row = 0; row < n && total > 0; row++) {
        left -= away[row];
        if (left >= 0) continue;
        chosen = row;
        break;
      }
    }
    for (let i = 0; i < f; i++) centres[c * f + i] = values[chosen * f + i];
  }
  return centres;
}
