import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { ColourChannels } from "./colour-channels.ts";
import { openChannels } from "./colour-channels.ts";

/** How strongly a stain takes away red, green and blue light. */
export type StainVector = readonly [red: number, green: number, blue: number];

/** Stains of common dyes by A. C. Ruifrok: two or three vectors; a third that is missing stands upright on the others. */
export const STAINS = {
  /** Haematoxylin, eosin, DAB. */
  "h-e-dab": [
    [0.65, 0.7, 0.29],
    [0.07, 0.99, 0.11],
    [0.27, 0.57, 0.78],
  ],
  /** Haematoxylin and eosin. */
  "h-e": [
    [0.644211, 0.716556, 0.266844],
    [0.092789, 0.954111, 0.283111],
  ],
  /** Haematoxylin and DAB. */
  "h-dab": [
    [0.65, 0.704, 0.286],
    [0.268, 0.57, 0.776],
  ],
} as const satisfies Record<string, readonly StainVector[]>;

/** Below this share of white, light is taken for this much: its logarithm is the unit of the results. */
const DARKEST = 1e-6;

/**
 * How much of each stain lies in a pixel, by Lambert and Beer.
 *
 * Floating-point and integer samples count as shares of white; what is below a millionth counts as that. Amounts below 0 become 0. The
 * unit is the amount of a stain of vector (1, 1, 1) that lets a millionth pass, so that amounts of pure stains are below about 1.
 *
 * @param vectors - Two or three; they need no length of 1 (a longer vector gives a smaller amount).
 * @returns Three planes `[height, width]`, 32 bits, >= 0, in the order of the vectors.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, sizes or sample types differ, or the vectors lie in a plane.
 *
 * Time O(pixels).
 *
 * Source: A. C. Ruifrok, D. A. Johnston (2001), Anal. Quant. Cytol. Histol. 23(4), 291-299; conventions of skimage.color.separate_stains.
 */
export function separateStains(channels: ColourChannels, vectors: readonly StainVector[]): readonly Plane<Float32Array>[] {
  const { white, results } = openChannels(channels);
  const [red, green, blue] = channels.map(({ data }) => data);
  const matrix = unmixing(vectors);
  const unit = Math.log(DARKEST);
  const takenOf = (value: number): number => Math.log(Math.max(value / white, DARKEST)) / unit;
  // Few values, many pixels: a logarithm for each value.
  const table =
    red instanceof Uint8Array || red instanceof Uint16Array
      ? Float64Array.from({ length: white + 1 }, (_, value) => takenOf(value))
      : undefined;
  const [first, second, third] = results.map(({ data }) => data);
  for (let i = 0; i < red.length; i++) {
    const r = table === undefined ? takenOf(red[i]) : table[red[i]];
    const g = table === undefined ? takenOf(green[i]) : table[green[i]];
    const b = table === undefined ? takenOf(blue[i]) : table[blue[i]];
    first[i] = Math.max(0, r * matrix[0][0] + g * matrix[1][0] + b * matrix[2][0]);
    second[i] = Math.max(0, r * matrix[0][1] + g * matrix[1][1] + b * matrix[2][1]);
    third[i] = Math.max(0, r * matrix[0][2] + g * matrix[1][2] + b * matrix[2][2]);
  }
  return results;
}

/** The inverse of the matrix whose rows are the stains. */
function unmixing(vectors: readonly StainVector[]): readonly StainVector[] {
  const [first, second] = vectors;
  if (first === undefined || second === undefined || vectors.length > 3)
    throw new ArgosyError("invalid_argument", "there must be two or three stains", { details: { stains: vectors.length } });
  const third = vectors[2] ?? cross(first, second);
  const [a, b, c] = [cross(second, third), cross(third, first), cross(first, second)];
  const volume = first[0] * a[0] + first[1] * a[1] + first[2] * a[2];
  if (!(Math.abs(volume) > 1e-9)) throw new ArgosyError("invalid_argument", "the vectors of the stains must not lie in a plane");
  return [0, 1, 2].map((k) => [a[k] / volume, b[k] / volume, c[k] / volume] as const);
}

function cross(a: StainVector, b: StainVector): StainVector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
