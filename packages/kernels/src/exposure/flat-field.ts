import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { gaussianBlur } from "../filters/gaussian.ts";
import { enlargeGrid } from "./coarse-grid.ts";
import { medianValue } from "./ranked-value.ts";

/**
 * What one frame of a collection says of the light that all were taken under: the median of each square of `step` x `step` pixels, divided
 * by the median of these. Squares at the right and lower border may be cut. A collection of any size is read frame by frame, and only
 * these are kept.
 *
 * Samples that are not finite are left out; a square without any other, or a frame whose median is not above 0, gives NaN.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param step - Side of a square in pixels, a whole number >= 1: well below the width over which the light changes.
 * @returns `[ceil(height / step), ceil(width / step)]`, 32 bits.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or `step` is no whole number >= 1.
 *
 * Time O(pixels).
 *
 * Source: our own definition, the first half of {@link estimateFlatField}.
 */
export function sampleLight(plane: Plane, step: number): Plane<Float32Array> {
  requireSamples(plane);
  if (!(Number.isInteger(step) && step >= 1))
    throw new ArgosyError("invalid_argument", "the side of a square must be a whole number above 0", { details: { step } });
  const [width, height] = [Math.ceil(plane.width / step), Math.ceil(plane.height / step)];
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) out[i] = medianOfSquare(plane, (i % width) * step, Math.floor(i / width) * step, step);
  const known = out.filter((value) => !Number.isNaN(value));
  const level = known.length === 0 ? Number.NaN : medianValue(known);
  return { data: out.map((value) => (level > 0 ? value / level : Number.NaN)), width, height };
}

function medianOfSquare({ data, width, height }: Plane, left: number, top: number, step: number): number {
  const [right, bottom] = [Math.min(width, left + step), Math.min(height, top + step)];
  const values = new Float32Array((right - left) * (bottom - top));
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if (Number.isFinite(data[y * width + x])) values[count++] = data[y * width + x];
  return count === 0 ? Number.NaN : medianValue(values.subarray(0, count));
}

/** How {@link estimateFlatField} leaves objects out. */
export interface FlatFieldOptions {
  /** Robust standard deviations from the middle of all frames, beyond which a square shows an object. Default 2.5. */
  readonly deviations?: number;
  /** Sigma of the final smoothing, in squares; default 1, 0 = none. */
  readonly smoothing?: number;
}

const ROUNDS = 5;
/** The median absolute deviation of a normal distribution, as a share of its standard deviation. */
const MAD_SHARE = 0.6745;

/**
 * The light that all frames of a collection have in common, from what {@link sampleLight} found in each: 1 in the mean.
 *
 * Each square is the mean of the frames that lie near their median there; the rest shows objects. As objects that cover a frame change its
 * level too, each frame is then scaled to lie on the estimate, and all is done again. A square in which no frame has a value, or light of
 * 0 or less, becomes 1.
 *
 * @param samples - At least one, `[rows, columns]` of squares, all of one size; not changed. NaN where a frame says nothing.
 * @returns On the same grid, 32 bits; {@link flatFieldAt} draws it out.
 * @throws {ArgosyError} `invalid_argument` when there is no frame or sizes differ.
 *
 * Time O(frames * squares), memory 4 bytes a frame in addition.
 *
 * Source: our own definition; the idea of a temporal median is that of K. Smith et al. (2015), Nat. Methods 12, 404-406,
 * doi:10.1038/nmeth.3323.
 */
export function estimateFlatField(
  samples: readonly Plane<Float32Array>[],
  { deviations = 2.5, smoothing = 1 }: FlatFieldOptions = {},
): Plane<Float32Array> {
  const [first] = samples;
  if (first === undefined) throw new ArgosyError("invalid_argument", "a flat field needs at least one frame");
  const { width, height } = first;
  if (samples.some((each) => each.width !== width || each.height !== height || each.data.length === 0))
    throw new ArgosyError("invalid_argument", "the frames of a collection must have one size", { details: { width, height } });
  let scales = new Float64Array(samples.length).fill(1);
  let field = new Float32Array(width * height);
  for (let round = 0; round < ROUNDS; round++) {
    field = field.map((_, i) => commonValue(samples, scales, i, deviations));
    scales = Float64Array.from(samples, ({ data }) => scaleTo(data, field));
  }
  const known = field.map((value) => (value > 0 && Number.isFinite(value) ? value : 1));
  const smooth = gaussianBlur({ data: known, width, height }, smoothing, "nearest").data;
  // Twice: what the first blur takes off slopes and edges is given back.
  const rest = gaussianBlur({ data: known.map((value, i) => value - smooth[i]), width, height }, smoothing, "nearest").data;
  for (let i = 0; i < smooth.length; i++) smooth[i] += rest[i];
  const mean = smooth.reduce((sum, value) => sum + value, 0) / smooth.length;
  return { data: smooth.map((value) => value / mean), width, height };
}

/** The mean of what the frames say of one square, without those that lie far from their median. */
function commonValue(samples: readonly Plane<Float32Array>[], scales: Float64Array, i: number, deviations: number): number {
  const values = Float32Array.from(samples, ({ data }, k) => data[i] * scales[k]).filter((value) => Number.isFinite(value));
  if (values.length === 0) return Number.NaN;
  let near = values;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = medianValue(near);
    const spread = medianValue(near.map((value) => Math.abs(value - middle))) / MAD_SHARE;
    const kept = near.filter((value) => Math.abs(value - middle) <= Math.max(deviations * spread, 1e-6 * Math.abs(middle)));
    if (kept.length === near.length) break;
    near = kept;
  }
  return near.reduce((sum, value) => sum + value, 0) / near.length;
}

/** The factor with which a frame lies on the field in the middle of its squares. */
function scaleTo(data: Float32Array, field: Float32Array): number {
  const ratios = data.map((value, i) => field[i] / value).filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  return ratios.length === 0 ? Number.NaN : medianValue(ratios);
}

/**
 * A flat field drawn out to the size of the frames, bilinear between the centres of its squares. {@link flattenLight} divides by it, with 1
 * as its mean.
 *
 * @param field - `[ceil(height / step), ceil(width / step)]`; not changed.
 * @param step - Side of a square, as given to {@link sampleLight}.
 * @returns `[height, width]`, 32 bits.
 * @throws {ArgosyError} `invalid_argument` when the grid is not the one of such frames.
 *
 * Time O(pixels). As scipy's `map_coordinates` with order 1 and mode nearest.
 */
export function flatFieldAt(field: Plane<Float32Array>, step: number, width: number, height: number): Plane<Float32Array> {
  requireSamples(field);
  if (Math.ceil(width / step) !== field.width || Math.ceil(height / step) !== field.height)
    throw new ArgosyError("invalid_argument", "the flat field does not belong to frames of this size", {
      details: { width, height, step },
    });
  return enlargeGrid(field, step, width, height);
}
