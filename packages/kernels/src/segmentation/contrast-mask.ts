import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { ObjectSide } from "../exposure/apply-threshold.ts";
import { applyThreshold, rarerOnBorder } from "../exposure/apply-threshold.ts";

/** What {@link contrastMask} calls an object. */
export interface ContrastRule {
  /** The side of the threshold that the objects are on. */
  readonly objects: ObjectSide;
  /** Grey value that splits the classes; values `> threshold` are the bright class. */
  readonly threshold: number;
  /** Share of the threshold's contrast that is enough, > 0; 1 is the threshold itself. */
  readonly scale: number;
  /** Side of the window for the local rule in pixels, odd; 1 leaves the local rule out. */
  readonly window: number;
  /** Share of the window's mean contrast that a pixel must exceed, >= 0. */
  readonly local: number;
  /** Mean of the background, where it is known: of the whole image when only a part of it is looked at. Default {@link backgroundMean}. */
  readonly background?: number;
}

/**
 * The pixels that stand out from the background, and from their own surroundings.
 *
 * The background is the class on the other side of the threshold; its mean is m (the threshold where that class is empty). The contrast of a
 * value v is `c = v - m` for bright objects and `c = m - v` for dark ones.
 *
 * - global rule: c beyond `scale` times the threshold's own contrast (bright: `>`, dark: `>=`, so that `scale` 1 gives exactly the two
 *   classes of the threshold). Scales below 1 keep dim objects beside bright ones.
 * - local rule, where `window` > 1: c `>` `local` times the mean contrast of the window x window box round the pixel, cut at the frame.
 *   It opens the gaps between close objects, whose surroundings are brighter than the background.
 *
 * NaN is background and infinities take no part in the means; in a window both count as background.
 *
 * @param image - `[height, width]`; not changed.
 * @returns A new mask, 1 where both rules hold.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or `window` is no positive odd integer.
 *
 * Time O(pixels) for any window (running sums). Exact for integer samples while a window's sum is below 2^53.
 *
 * Source: D. Bradley, G. Roth (2007), J. Graphics Tools 12(2), 13-21, doi:10.1080/2151237X.2007.10129236, applied to contrast instead of the
 * value, so that an offset of the grey scale does not show.
 */
export function contrastMask(image: Plane, rule: ContrastRule): Mask {
  if (!Number.isInteger(rule.window) || rule.window < 1 || rule.window % 2 === 0)
    throw new ArgosyError("invalid_argument", "a window needs an odd side", { details: { window: rule.window } });
  const side = rule.objects === "auto" ? rarerOnBorder(image, rule.threshold) : rule.objects;
  const background = rule.background ?? backgroundMean(image, rule.threshold, side);
  // At scale 1 the limit is the threshold itself, not a sum that may have been rounded.
  const limit = rule.scale === 1 ? rule.threshold : background + rule.scale * (rule.threshold - background);
  const mask = applyThreshold(image, limit, side);
  if (rule.window > 1)
    applyLocalRule(mask, finiteSamples(image.data, background), rule, { mean: background, sign: side === "bright" ? 1 : -1 });
  return mask;
}

/** What contrast is measured from, and in which direction. */
interface Rest {
  readonly mean: number;
  readonly sign: 1 | -1;
}

/**
 * The mean of the finite samples on the side of a threshold where the objects are not; the threshold where there is none.
 *
 * @param image - `[height, width]`; not changed.
 * @param threshold - In grey values; `value > threshold` is the bright side.
 * @param side - Where the objects are.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: the mean by definition.
 */
export function backgroundMean(image: Plane, threshold: number, side: Exclude<ObjectSide, "auto">): number {
  requireSamples(image);
  const { data } = image;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (Number.isFinite(value) && value > threshold === (side === "dark")) {
      sum += value;
      count++;
    }
  }
  return count === 0 ? threshold : sum / count;
}

/** The samples with the background in place of NaN and infinities, which would spoil every later sum of the row. */
function finiteSamples(data: Plane["data"], background: number): Plane["data"] {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return data;
  return data.map((value: number) => (Number.isFinite(value) ? value : background));
}

/** Clear the pixels of a mask that do not stand out from their window. */
function applyLocalRule({ data: mask, width, height }: Mask, data: Plane["data"], { window, local }: ContrastRule, rest: Rest): void {
  const radius = (window - 1) / 2;
  // Sums of the rows in the window by column, with as many zeros on either side as the window reaches beyond the frame.
  const columns = new Float64Array(width + window);
  const inside = columns.subarray(radius + 1, radius + 1 + width);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(inside, data, y * width, 1);
  for (let y = 0; y < height; y++) {
    const enters = y + radius < height;
    const leaves = y - radius > 0;
    if (enters && leaves) exchangeRows(inside, data, (y + radius) * width, (y - radius - 1) * width);
    else if (enters) addRow(inside, data, (y + radius) * width, 1);
    else if (leaves) addRow(inside, data, (y - radius - 1) * width, -1);
    const rows = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    let sum = 0;
    for (let x = 0; x < radius; x++) sum += columns[radius + 1 + x];
    for (let x = 0, i = y * width; x < width; x++, i++) {
      sum = sum + columns[x + window] - columns[x];
      if (mask[i] === 0) continue;
      const pixels = rows * (Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1);
      if (rest.sign * (data[i] - rest.mean) <= local * rest.sign * (sum / pixels - rest.mean)) mask[i] = 0;
    }
  }
}

function addRow(columns: Float64Array, data: Plane["data"], start: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x++) columns[x] += sign * data[start + x];
}

function exchangeRows(columns: Float64Array, data: Plane["data"], enters: number, leaves: number): void {
  for (let x = 0; x < columns.length; x++) columns[x] = columns[x] + data[enters + x] - data[leaves + x];
}
