import type { Labels, Plane } from "../array/plane.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { requireSameSize } from "./intensity.ts";
import { HIGHEST_POWER, MOMENT_COLUMNS } from "./moment-columns.ts";
import type { Moments } from "./moments.ts";
import { huMoments, principalVariances } from "./moments.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";

/** Powers 0 to {@link HIGHEST_POWER} of each coordinate. */
const SIDE = HIGHEST_POWER + 1;
const COUNT = SIDE * SIDE;

/**
 * Moments of every object of a label image up to the third power of each coordinate, of its pixels alone and weighted by grey value.
 *
 * Columns: {@link MOMENT_COLUMNS}, where `moments_p_q` is power p of the row and q of the column. A pixel's place is the index of its row and
 * column. A value that does not exist is NaN: normalised moments below power 2, and weighted ones where the grey values add up to 0 or one
 * of them is not finite.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param image - `[height, width]`, any sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 * @throws {RangeError} when the sizes differ.
 *
 * Time O(pixels).
 *
 * Source: scikit-image, skimage.measure.regionprops (definitions); M.-K. Hu (1962), IRE Trans. Information Theory 8, 179-187,
 * doi:10.1109/TIT.1962.1057692.
 */
export function measureMoments(labels: Labels, image: Plane, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  requireSameSize(labels, image);
  return fillTable(MOMENT_COLUMNS, runs.labels, (row, out) => {
    const own = momentsAbout(runs, row);
    const weighted = momentsAbout(runs, row, image.data);
    const { n, m20, m11, m02 } = own.byName;
    const { major, minor } = principalVariances(own.byName);
    out.set([own.x, own.y, weighted.x, weighted.y, m20 / n, -m11 / n, m02 / n, major, minor]);
    [own.raw, own.central, own.normalized, weighted.raw, weighted.central, weighted.normalized].forEach((values, i) => {
      out.set(values, 9 + i * COUNT);
    });
    huMoments(weighted.byName, out, 9 + 6 * COUNT);
  });
}

interface MomentSet {
  /** Of the centre, counted from the box. */
  readonly x: number;
  readonly y: number;
  /** `[SIDE][SIDE]` by the power of the row, then of the column. */
  readonly raw: Float64Array;
  readonly central: Float64Array;
  readonly normalized: Float64Array;
  readonly byName: Moments;
}

/** The moments of an object whose pixels weigh what `weights` holds at their place, or 1 each. */
function momentsAbout(runs: ObjectRuns, row: number, weights?: Plane["data"]): MomentSet {
  const [left, top] = [runs.boxes[row * 4], runs.boxes[row * 4 + 1]];
  const raw = sumPowers(runs, row, { x: left, y: top }, weights);
  const n = raw[0];
  const [x, y] = [raw[1] / n, raw[SIDE] / n];
  const central = sumPowers(runs, row, { x: left + x, y: top + y }, weights);
  const normalized = central.map((value, i) => {
    const order = Math.floor(i / SIDE) + (i % SIDE);
    return order < 2 ? Number.NaN : value / n ** (1 + order / 2);
  });
  const [m02, m11, m20] = [central[2 * SIDE], central[SIDE + 1], central[2]];
  const third = { m30: central[3], m21: central[SIDE + 2], m12: central[2 * SIDE + 1], m03: central[3 * SIDE] };
  return { x, y, raw, central, normalized, byName: { n, x, y, m20, m11, m02, ...third } };
}

function sumPowers(
  { starts, y, x0, x1, width }: ObjectRuns,
  row: number,
  origin: { readonly x: number; readonly y: number },
  weights: Plane["data"] | undefined,
): Float64Array {
  const sums = new Float64Array(COUNT);
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    const base = y[r] * width;
    for (let x = x0[r]; x < x1[r]; x++) {
      const weight = weights === undefined ? 1 : weights[base + x];
      const dx = x - origin.x;
      s0 += weight;
      s1 += weight * dx;
      s2 += weight * dx * dx;
      s3 += weight * dx * dx * dx;
    }
    for (let p = 0, power = 1; p < SIDE; p++, power *= y[r] - origin.y) {
      sums[p * SIDE] += power * s0;
      sums[p * SIDE + 1] += power * s1;
      sums[p * SIDE + 2] += power * s2;
      sums[p * SIDE + 3] += power * s3;
    }
  }
  return sums;
}
