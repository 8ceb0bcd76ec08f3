import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Complex } from "./fourier.ts";
import type { HalfSpectrum } from "./fourier-plane.ts";
import { complexLine, createSpectrum, planeOf, spectrumOf, wholeRow } from "./fourier-plane.ts";

/** By how much one image is moved to lie on another, in pixels. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Below this magnitude a frequency has no phase to speak of. */
const FAINTEST = 100 * Number.EPSILON;

/**
 * The shift that brings `moving` onto `reference`, from the phases of their Fourier transforms.
 *
 * The image is taken to go on periodically, so shifts lie within half of the frame. The peak is first found at whole pixels (of equal
 * ones the first in raster order), then on a grid of 1 / `steps` pixel within 3/4 pixel around. Constant planes are 0 apart; along an
 * axis of one pixel the shift is 0.
 *
 * @param reference - `[height, width]`, any sample type; not changed. `moving` likewise.
 * @param steps - Fractions of a pixel that are told apart, a whole number >= 1.
 * @returns In pixels, along x and y.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, the sizes differ, or a sample is not finite.
 *
 * Time O(pixels * (log pixels + steps)), memory 32 bytes a pixel.
 *
 * Source: M. Guizar-Sicairos, S. T. Thurman, J. R. Fienup (2008), Opt. Lett. 33, 156-158, doi:10.1364/OL.33.000156; conventions of
 * skimage.registration.phase_cross_correlation.
 */
export function phaseCorrelation(reference: Plane, moving: Plane, steps: number): Shift {
  requireOneSize(reference, moving);
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new ArgosyError("invalid_argument", "steps must be a whole number above 0", { details: { steps } });
  const { width, height } = reference;
  const product = phaseProduct(transformOf(reference), transformOf(moving));
  const coarse = wholePixelPeak(steps === 1 ? product : { ...product, re: product.re.slice(), im: product.im.slice() });
  const { x, y } = steps === 1 ? coarse : refine(product, coarse, steps);
  return { x: width === 1 ? 0 : x, y: height === 1 ? 0 : y };
}

function transformOf(plane: Plane): HalfSpectrum {
  const { data } = plane;
  for (let i = 0; i < data.length; i++)
    if (!Number.isFinite(data[i]))
      throw new ArgosyError("invalid_argument", "images to be laid over each other must have finite samples only");
  return spectrumOf(plane);
}

function phaseProduct(a: HalfSpectrum, b: HalfSpectrum): HalfSpectrum {
  const product = createSpectrum(a.width, a.height);
  const { re, im } = product;
  for (let i = 0; i < re.length; i++) {
    const x = a.re[i] * b.re[i] + a.im[i] * b.im[i];
    const y = a.im[i] * b.re[i] - a.re[i] * b.im[i];
    const size = Math.max(Math.sqrt(x * x + y * y), FAINTEST);
    re[i] = x / size;
    im[i] = y / size;
  }
  return product;
}

/** Uses the product up. */
function wholePixelPeak(product: HalfSpectrum): Shift {
  const { width, height } = product;
  const correlation = planeOf(product);
  const best = strongest(correlation.length, (i) => correlation[i] * correlation[i]);
  const folded = (at: number, length: number): number => (at > Math.trunc(length / 2) ? at - length : at);
  return { x: folded(best % width, width), y: folded(Math.floor(best / width), height) };
}

function strongest(count: number, strengthOf: (i: number) => number): number {
  let [best, most] = [0, -1];
  for (let i = 0; i < count; i++) {
    const strength = strengthOf(i);
    // What differs by rounding alone is equal, and the first counts.
    if (strength > most * (1 + 1e-12)) [best, most] = [i, strength];
  }
  return best;
}

/** The correlation at fractions of a pixel round a shift: the inverse transform at these places only. */
function refine(product: HalfSpectrum, { x, y }: Shift, steps: number): Shift {
  const { width, height } = product;
  const count = Math.ceil(1.5 * steps);
  const offset = Math.trunc(count / 2);
  const places = (at: number): Float64Array => Float64Array.from({ length: count }, (_, k) => at + (k - offset) / steps);
  const [across, down] = [places(x), places(y)];
  const rows = complexLine(height * count);
  const line = complexLine(width);
  for (let row = 0; row < height; row++) {
    wholeRow(product, row, line);
    sumWaves(line, across, rows, row * count);
  }
  const fine = complexLine(count * count);
  for (let column = 0; column < count; column++) sumWaves(lineOf(rows, column, height, count), down, fine, column * count);
  const best = strongest(count * count, (i) => fine.re[i] * fine.re[i] + fine.im[i] * fine.im[i]);
  return { x: across[Math.floor(best / count)], y: down[best % count] };
}

function lineOf({ re, im }: Complex, from: number, length: number, stride: number): Complex {
  const at = (part: Float64Array): Float64Array => Float64Array.from({ length }, (_, k) => part[from + k * stride]);
  return { re: at(re), im: at(im) };
}

/** Values of a line's inverse transform at given places, not divided by its length. */
function sumWaves({ re, im }: Complex, places: Float64Array, out: Complex, from: number): void {
  const n = re.length;
  for (let p = 0; p < places.length; p++) {
    let [x, y] = [0, 0];
    for (let k = 0; k < n; k++) {
      const frequency = k < (n + 1) >> 1 ? k : k - n;
      const angle = (2 * Math.PI * frequency * places[p]) / n;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      x += re[k] * c - im[k] * s;
      y += re[k] * s + im[k] * c;
    }
    out.re[from + p] = x;
    out.im[from + p] = y;
  }
}
