import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { gaussianBlur } from "../filters/gaussian.ts";
import { quantilesOf } from "./quantile-threshold.ts";

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
const SAMPLES_FOR_SPREAD = 200_000;
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
 * @returns The estimate `[height, width]`, in grey values. {@link flattenLight} applies it.
 * @throws {ArgosyError} `invalid_argument` when the sizes of image and objects differ, or sigma is not above 0.
 *
 * The smoothing is a Gaussian applied twice (J. W. Tukey, Exploratory Data Analysis, 1977: "twicing"). Source of the filling: H. Knutsson, C.-F. Westin (1993), Proc. IEEE CVPR, 515-523, doi:10.1109/CVPR.1993.341081.
 */
export function maskedBackground(plane: Plane, { sigma, objects, deviations = 3 }: MaskedBackgroundOptions): Plane<Float32Array> {
  const { width, height } = plane;
  if (!(sigma > 0)) throw new ArgosyError("invalid_argument", "the sigma of a background must be above 0", { details: { sigma } });
  if (objects !== undefined && (objects.width !== width || objects.height !== height))
    throw new ArgosyError("invalid_argument", "image and objects must have one size", { details: { width, height } });
  const finite = Uint8Array.from(plane.data, (value) => (Number.isFinite(value) ? 1 : 0));
  if (objects !== undefined) {
    const known = finite.map((one, i) => (objects.data[i] === 0 ? one : 0));
    return smoothed(plane, known, sigma);
  }
  let estimate = smoothed(plane, finite, sigma);
  for (let round = 0; round < ROUNDS; round++) estimate = smoothed(plane, nearEstimate(plane, estimate, finite, deviations), sigma);
  return estimate;
}

/** 1 where a finite sample lies near the estimate. */
function nearEstimate(plane: Plane, estimate: Plane, finite: Uint8Array, deviations: number): Uint8Array {
  const apart = Float32Array.from(plane.data, (value, i) => (finite[i] === 1 ? value - estimate.data[i] : Number.NaN));
  const stride = Math.ceil(apart.length / SAMPLES_FOR_SPREAD);
  const some = apart.filter((value, i) => i % stride === 0 && !Number.isNaN(value));
  if (some.length === 0) return finite;
  const [middle] = quantilesOf({ data: some, width: some.length, height: 1 }, [0.5]);
  const [spread] = quantilesOf({ data: some.map((value) => Math.abs(value - middle)), width: some.length, height: 1 }, [0.5]);
  const limit = deviations * 1.4826 * spread;
  return finite.map((one, i) => (one === 1 && Math.abs(apart[i] - middle) <= limit ? 1 : 0));
}

function smoothed(plane: Plane, known: Uint8Array, sigma: number): Plane<Float32Array> {
  const { data, width, height } = plane;
  if (!known.includes(1)) {
    const zeroed = Float32Array.from(data, (value) => (Number.isFinite(value) ? value : 0));
    return gaussianBlur({ data: zeroed, width, height }, sigma);
  }
  const filled = Float32Array.from(data, (value, i) => (known[i] === 1 ? value : Number.NaN));
  let open = !known.every((one) => one === 1);
  const values = Float32Array.from(filled, (value) => (Number.isNaN(value) ? 0 : value));
  const weights = Float32Array.from(known);
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
