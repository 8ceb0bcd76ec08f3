import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { gaussianBlur } from "../filters/gaussian.ts";
import { apartFromGrid, enlargeGrid } from "./coarse-grid.ts";
import { reduceKnown, reduceNear } from "./coarse-means.ts";
import { medianValue } from "./ranked-value.ts";

/** How {@link maskedBackground} tells objects from background. */
export interface MaskedBackgroundOptions {
  /** Of the smoothing, in pixels. */
  readonly sigma: number;
  /** The objects, where they are known: other than 0 = object. */
  readonly objects?: Mask;
  /** Without `objects`: how many robust standard deviations from the estimate make an object. Default 3. */
  readonly deviations?: number;
}

const ROUNDS = 3;
const SAMPLES_FOR_SPREAD = 50_000;
/** Squares of the coarse grid a sigma: the blur hides what lies between them. */
const STEPS_A_SIGMA = 8;
/** A pixel is filled once the known pixels around it weigh at least this share. */
const ENOUGH = 0.05;

/**
 * Estimate uneven light from the background alone: objects are masked, filled from their surroundings, and the whole is smoothed.
 *
 * Without given objects they are found in three rounds: what differs from the estimate by more than `deviations` times the robust
 * spread (1.4826 x median absolute deviation) is an object; the first estimate is the blurred image. Filling is normalised
 * convolution with a sigma that doubles until every hole is closed. Where nothing is background the blurred image is returned.
 * NaN and infinite samples count as objects.
 *
 * From sigma 16 on the estimate is worked out on the means of squares an eighth of sigma wide and drawn out between their centres.
 * Time O(pixels).
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns The estimate `[height, width]`, in grey values. {@link flattenLight} applies it.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, the sizes of image and objects differ, or sigma is not above 0.
 *
 * The smoothing is a Gaussian applied twice (J. W. Tukey, Exploratory Data Analysis, 1977: "twicing"). Source of the filling:
 * H. Knutsson, C.-F. Westin (1993), Proc. IEEE CVPR, 515-523, doi:10.1109/CVPR.1993.341081.
 */
export function maskedBackground(plane: Plane, { sigma, objects, deviations = 3 }: MaskedBackgroundOptions): Plane<Float32Array> {
  requireSamples(plane);
  const { data, width, height } = plane;
  if (!(sigma > 0)) throw new ArgosyError("invalid_argument", "the sigma of a background must be above 0", { details: { sigma } });
  if (objects !== undefined && (objects.width !== width || objects.height !== height))
    throw new ArgosyError("invalid_argument", "image and objects must have one size", { details: { width, height } });
  const step = Math.max(1, Math.floor(sigma / STEPS_A_SIGMA));
  if (step > 1 && objects === undefined) return enlargeGrid(coarseEstimate(plane, { sigma, step, deviations }), step, width, height);
  const finite = finiteOf(plane) ?? new Uint8Array(data.length).fill(1);
  if (objects !== undefined) {
    const known = finite.map((one, i) => (objects.data[i] === 0 ? one : 0));
    return estimateFrom(plane, known.includes(1) ? known : finite, sigma);
  }
  let estimate = estimateFrom(plane, finite, sigma);
  for (let round = 0; round < ROUNDS; round++) {
    const known = nearEstimate(plane, estimate, finite, deviations);
    estimate = estimateFrom(plane, known.includes(1) ? known : finite, sigma);
  }
  return estimate;
}

/** The estimate on its grid: between the rounds nothing is drawn out but the row that is looked at. */
function coarseEstimate(
  plane: Plane,
  { sigma, step, deviations }: { readonly sigma: number; readonly step: number; readonly deviations: number },
): Plane<Float32Array> {
  const all = smoothed(reduceKnown(plane, finiteOf(plane), step), sigma / step);
  let estimate = all;
  for (let round = 0; round < ROUNDS; round++) {
    const spread = spreadOf(apartFromGrid(plane, estimate, step, Math.ceil(plane.data.length / SAMPLES_FOR_SPREAD)));
    const near =
      spread === undefined ? undefined : reduceNear(plane, estimate, step, { middle: spread.middle, limit: limitOf(spread, deviations) });
    estimate = near === undefined ? all : smoothed(near, sigma / step);
  }
  return estimate;
}

/** 1 where a sample is finite; `undefined` for whole numbers, which all are. */
function finiteOf({ data }: Plane): Uint8Array | undefined {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return undefined;
  const finite = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) finite[i] = Number.isFinite(data[i]) ? 1 : 0;
  return finite;
}

interface Spread {
  readonly middle: number;
  /** Median distance from the middle. */
  readonly away: number;
}

/** From which distance on a sample is no background. */
function limitOf({ away }: Spread, deviations: number): number {
  return Math.min(Number.MAX_VALUE, deviations * 1.4826 * away);
}

/** `undefined` of nothing. */
function spreadOf(apart: Float64Array): Spread | undefined {
  if (apart.length === 0) return undefined;
  const middle = medianValue(new Float32Array(apart));
  const away = new Float32Array(apart.length);
  for (let i = 0; i < away.length; i++) away[i] = Math.abs(apart[i] - middle);
  return { middle, away: medianValue(away) };
}

/** The smoothed background from the known samples; worked out on a grid that is coarse beside sigma. */
function estimateFrom(plane: Plane, known: Uint8Array, sigma: number): Plane<Float32Array> {
  const step = Math.max(1, Math.floor(sigma / STEPS_A_SIGMA));
  const coarse = reduceKnown(plane, known, step);
  return enlargeGrid(smoothed(coarse, sigma / step), step, plane.width, plane.height);
}

/** 1 where a finite sample lies near the estimate. */
function nearEstimate({ data }: Plane, estimate: Plane<Float32Array>, finite: Uint8Array, deviations: number): Uint8Array {
  const stride = Math.ceil(data.length / SAMPLES_FOR_SPREAD);
  const apart: number[] = [];
  for (let i = 0; i < data.length; i += stride) if (finite[i] === 1) apart.push(data[i] - estimate.data[i]);
  const near = new Uint8Array(data.length);
  const spread = spreadOf(Float64Array.from(apart));
  if (spread === undefined) return near;
  const { middle } = spread;
  const limit = limitOf(spread, deviations);
  for (let i = 0; i < data.length; i++) near[i] = finite[i] === 1 && Math.abs(data[i] - estimate.data[i] - middle) <= limit ? 1 : 0;
  return near;
}

/** Fill what is NaN from its surroundings, then blur; all 0 when nothing is known. */
function smoothed({ data, width, height }: Plane<Float32Array>, sigma: number): Plane<Float32Array> {
  const filled = data.slice();
  const weights = data.map((value) => (Number.isNaN(value) ? 0 : 1));
  const values = data.map((value) => (Number.isNaN(value) ? 0 : value));
  if (!weights.includes(1)) return { data: values, width, height };
  let open = weights.includes(0);
  for (let reach = Math.max(1, sigma / 4); open; reach *= 2) {
    const sums = gaussianBlur({ data: values, width, height }, reach).data;
    const shares = gaussianBlur({ data: weights, width, height }, reach).data;
    // Beyond twice the frame a wider blur changes nothing: whatever is known counts then.
    const enough = reach > 2 * (width + height) ? 0 : ENOUGH;
    open = false;
    for (let i = 0; i < filled.length; i++)
      if (Number.isNaN(filled[i])) {
        if (shares[i] > enough) filled[i] = sums[i] / shares[i];
        else open = true;
      }
  }
  return blurredTwice({ data: filled, width, height }, sigma);
}

/** Blur, then add what the blur of the rest still finds: a slope that ends at the frame would else be bent there. */
function blurredTwice(filled: Plane<Float32Array>, sigma: number): Plane<Float32Array> {
  const once = gaussianBlur(filled, sigma);
  const rest = gaussianBlur({ ...filled, data: filled.data.map((value, i) => value - once.data[i]) }, sigma);
  return { ...filled, data: once.data.map((value, i) => value + rest.data[i]) };
}
