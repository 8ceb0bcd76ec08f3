import { ArgosyError } from "@argosy/core";
import type { Labels, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { COOCCURRENCE_DIRECTIONS, cooccurrence } from "./cooccurrence.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { HARALICK_NAMES, haralickFeatures } from "./haralick.ts";
import { localBinaryPattern } from "./local-binary-pattern.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { PATTERN_COUNT, TEXTURE_COLUMNS } from "./texture-columns.ts";

/** How {@link measureTextureOf} counts grey levels. */
export interface TextureOptions {
  /** Grey levels between the darkest and the brightest sample of each object, 2 to 256; default 32. */
  readonly levels?: number;
  /** Pixels between the two of a pair, at least 1; default 1. */
  readonly distance?: number;
}

/**
 * The texture of every object of a label image: Haralick's thirteen features and local binary patterns.
 *
 * Columns: {@link TEXTURE_COLUMNS}. Grey values are cut into levels between the extremes of each object, so that exposure does not show; pairs
 * with a pixel outside the object, or one that is not finite, do not count. Patterns look one pixel beyond the object. A value that does not
 * exist is NaN: Haralick's for an object without a pair.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param image - `[height, width]`, any sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, sizes differ, or an option is out of range.
 *
 * Time O(pixels + sum of the boxes + objects x levels^2).
 *
 * Source: R. M. Haralick, K. Shanmugam, I. Dinstein (1973), IEEE Trans. SMC 3(6), 610-621, doi:10.1109/TSMC.1973.4309314; T. Ojala et al. (2002),
 * IEEE Trans. Pattern Anal. 24(7), 971-987, doi:10.1109/TPAMI.2002.1017623.
 */
export function measureTextureOf(
  labels: Labels,
  image: Plane,
  { levels = 32, distance = 1 }: TextureOptions = {},
  runs: ObjectRuns = findObjectRuns(labels),
): FeatureTable {
  requireOneSize(labels, image);
  if (!(Number.isInteger(levels) && levels >= 2 && levels <= 256 && Number.isInteger(distance) && distance >= 1))
    throw new ArgosyError("invalid_argument", "levels or distance of a texture are out of range", { details: { levels, distance } });
  const patterns = localBinaryPattern(image, { points: 8, radius: 1, code: "uniform" }).data;
  return fillTable(TEXTURE_COLUMNS, runs.labels, (row, out) => {
    const window = levelsOf(runs, row, image, levels);
    for (const { dx, dy } of COOCCURRENCE_DIRECTIONS) {
      const features = haralickFeatures(cooccurrence(window, { levels, dx: distance * dx, dy: distance * dy }));
      for (let k = 0; k < features.length; k++) out[k] += features[k] / COOCCURRENCE_DIRECTIONS.length;
    }
    const shares = out.subarray(HARALICK_NAMES.length, HARALICK_NAMES.length + PATTERN_COUNT);
    eachPixel(runs, row, (i) => shares[patterns[i]]++);
    for (let k = 0; k < shares.length; k++) shares[k] /= runs.areas[row];
  });
}

/** The box of an object in grey levels; what lies outside it has none. */
function levelsOf(runs: ObjectRuns, row: number, { data, width }: Plane, levels: number): Plane<Int16Array> {
  const [left, top, right, bottom] = runs.boxes.subarray(4 * row, 4 * row + 4);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  eachPixel(runs, row, (i) => {
    const value = data[i];
    if (!Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  });
  const out = new Int16Array((right - left) * (bottom - top)).fill(-1);
  const scale = high > low ? levels / (high - low) : 0;
  eachPixel(runs, row, (i) => {
    if (!Number.isFinite(data[i])) return;
    const at = (Math.floor(i / width) - top) * (right - left) + (i % width) - left;
    out[at] = Math.min(levels - 1, Math.floor((data[i] - low) * scale));
  });
  return { data: out, width: right - left, height: bottom - top };
}

function eachPixel({ starts, y, x0, x1, width }: ObjectRuns, row: number, visit: (i: number) => void): void {
  for (let run = starts[row]; run < starts[row + 1]; run++)
    for (let i = y[run] * width + x0[run], end = y[run] * width + x1[run]; i < end; i++) visit(i);
}
