import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/**
 * How a pattern becomes a number: `default` = its bits as they are; `ror` = the smallest of all its rotations; `uniform` = the number of bits that are set,
 * or `points + 1` when the bits change more than twice; `nri_uniform` = uniform patterns told apart by their rotation; `var` = the
 * variance of the samples round the pixel, which is no pattern.
 */
export type PatternCode = "default" | "ror" | "uniform" | "nri_uniform" | "var";

/** The circle that {@link localBinaryPattern} looks at. */
export interface PatternCircle {
  /** Samples on the circle, 1 to 24; they start on the right and go counter-clockwise as seen on the screen. */
  readonly points: number;
  /** In pixels, above 0. */
  readonly radius: number;
  readonly code: PatternCode;
}

/**
 * Local binary patterns: for each pixel which samples on a circle round it are at least as bright as itself.
 *
 * Samples between pixel centres are interpolated linearly, offsets rounded to five decimals; outside the frame lies 0. Changes are counted along
 * the samples without the step from the last to the first, as scikit-image does. Where the circle has no variance `var` is NaN.
 *
 * @param image - `[height, width]`, any sample type; not changed. A NaN sample counts as darker than anything.
 * @returns `[height, width]` codes.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, or a circle out of range.
 *
 * Time O(pixels x points). As scikit-image's `local_binary_pattern`.
 *
 * Source: T. Ojala, M. Pietikäinen, T. Mäenpää (2002), IEEE Trans. Pattern Anal. 24(7), 971-987, doi:10.1109/TPAMI.2002.1017623.
 */
export function localBinaryPattern(image: Plane, { points, radius, code }: PatternCircle): Plane<Float64Array> {
  requireOneSize(image);
  if (!Number.isInteger(points) || points < 1 || points > 24 || !(radius > 0 && radius < 2 ** 20))
    throw new ArgosyError("invalid_argument", "the circle of a pattern is out of range", { details: { points, radius } });
  const { data, width, height } = image;
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  const down = Float64Array.from({ length: points }, (_, k) => round(-radius * Math.sin((2 * Math.PI * k) / points)));
  const along = Float64Array.from({ length: points }, (_, k) => round(radius * Math.cos((2 * Math.PI * k) / points)));
  const samples = new Float64Array(points);
  const bits = new Uint8Array(points);
  const out = new Float64Array(data.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      for (let k = 0; k < points; k++) {
        samples[k] = interpolate(image, x + along[k], y + down[k]);
        bits[k] = samples[k] - data[i] >= 0 ? 1 : 0;
      }
      out[i] = encode(bits, samples, code);
    }
  return { data: out, width, height };
}

function interpolate({ data, width, height }: Plane, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = Math.ceil(x);
  const bottom = Math.ceil(y);
  const at = (px: number, py: number): number => (px < 0 || py < 0 || px >= width || py >= height ? 0 : data[py * width + px]);
  const dx = x - left;
  const dy = y - top;
  const upper = (1 - dx) * at(left, top) + dx * at(right, top);
  const lower = (1 - dx) * at(left, bottom) + dx * at(right, bottom);
  return (1 - dy) * upper + dy * lower;
}

function encode(bits: Uint8Array, samples: Float64Array, code: PatternCode): number {
  const points = bits.length;
  if (code === "var") return varianceOf(samples) || Number.NaN;
  if (code === "default" || code === "ror") {
    let value = 0;
    for (let k = 0; k < points; k++) value += bits[k] * 2 ** k;
    return code === "default" ? value : smallestRotation(value, points);
  }
  let ones = 0;
  let changes = 0;
  for (let k = 0; k < points; k++) {
    ones += bits[k];
    if (k > 0 && bits[k] !== bits[k - 1]) changes++;
  }
  if (code === "nri_uniform") return rotatedUniform(bits, ones, changes);
  return changes <= 2 ? ones : points + 1;
}

function smallestRotation(value: number, points: number): number {
  let least = value;
  let turned = value;
  for (let k = 1; k < points; k++) {
    turned = (turned >> 1) | ((turned & 1) << (points - 1));
    if (turned < least) least = turned;
  }
  return least;
}

/** 0 for no bit, then by number of bits and rotation, then all bits, then every pattern that is not uniform. */
function rotatedUniform(bits: Uint8Array, ones: number, changes: number): number {
  const points = bits.length;
  if (changes > 2) return points * (points - 1) + 2;
  if (ones === 0) return 0;
  if (ones === points) return points * (points - 1) + 1;
  const firstOne = bits.indexOf(1);
  const turns = firstOne === 0 ? ones - bits.indexOf(0) : points - firstOne;
  return 1 + (ones - 1) * points + turns;
}

function varianceOf(samples: Float64Array): number {
  let mean = 0;
  for (const sample of samples) mean += sample / samples.length;
  let sum = 0;
  for (const sample of samples) sum += (sample - mean) * (sample - mean);
  return sum / samples.length;
}
