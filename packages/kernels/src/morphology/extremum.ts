import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { extremumBytes } from "./extremum-bytes.ts";
import { extremumSimd } from "./extremum-simd.ts";

/**
 * The neighbourhood of a morphological operation: a disk holds the pixels with dx^2 + dy^2 <= radius^2, a square those with
 * |dx|, |dy| <= radius (its side is 2 * radius + 1). `radius` is a whole number >= 0.
 */
export interface Footprint {
  readonly shape: "disk" | "square";
  readonly radius: number;
}

/**
 * How far a footprint reaches sideways at each distance 0..radius above or below its centre.
 *
 * @returns `[radius + 1]`, in pixels without the one in the middle.
 *
 * Time O(radius). As the rows of scikit-image's `disk` and `footprint_rectangle`.
 */
export function chordsOf({ shape, radius }: Footprint): Int32Array {
  return Int32Array.from({ length: radius + 1 }, (_, dy) =>
    shape === "square" ? radius : Math.floor(Math.sqrt(radius * radius - dy * dy)),
  );
}

/**
 * The largest (`sign` 1) or smallest (`sign` -1) sample under a footprint; what lies outside the frame does not count.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns A new plane of the same sample type.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Each row is widened once for each chord length of the footprint, by doubling, and then laid over the rows that it reaches.
 * Time O(pixels * radius). As scipy's `maximum_filter` and `minimum_filter` with a footprint, beyond the frame the other extreme.
 */
export function extremum<A extends PixelArray>(plane: Plane<A>, footprint: Footprint, sign: 1 | -1): Plane<A> {
  requireSamples(plane);
  const chords = chordsOf(footprint);
  return extremumSimd(plane, chords, sign) ?? extremumWithout(plane, chords, sign);
}

/** As {@link extremum}, without the module of `packages/kernels/src/simd`: what that must give, and what runs where there is none. */
function extremumWithout<A extends PixelArray>(plane: Plane<A>, chords: Int32Array, sign: 1 | -1): Plane<A> {
  if (!(plane.data instanceof Uint8Array)) return extremumByLines(plane, chords, sign);
  return extremumBytes({ ...plane, data: plane.data }, chords, sign) as Plane<PixelArray> as Plane<A>;
}

/** As {@link extremum}, one sample after the other. */
export function extremumByLines<A extends PixelArray>({ data, width, height }: Plane<A>, chords: Int32Array, sign: 1 | -1): Plane<A> {
  const radius = chords.length - 1;
  const out = data.slice() as A;
  const line = data.slice(0, width) as A;
  const spare = data.slice(0, width) as A;
  for (let y = 0; y < height; y++) {
    line.set(data.subarray(y * width, (y + 1) * width));
    let reach = 0;
    for (let dy = radius; dy >= 0; dy--) {
      while (reach < chords[dy]) {
        const step = Math.min(Math.max(1, reach), chords[dy] - reach);
        widen(line, spare, step, sign);
        reach += step;
      }
      if (y >= dy) overlay(out, (y - dy) * width, line, sign);
      if (dy > 0 && y + dy < height) overlay(out, (y + dy) * width, line, sign);
    }
  }
  return { data: out, width, height };
}

/** Let each sample reach `step` further to both sides. */
function widen(line: PixelArray, spare: PixelArray, step: number, sign: 1 | -1): void {
  const { length } = line;
  spare.set(line);
  const reach = Math.max(0, length - step);
  if (sign === 1) {
    for (let x = 0; x < reach; x++) if (spare[x + step] > line[x]) line[x] = spare[x + step];
    for (let x = step; x < length; x++) if (spare[x - step] > line[x]) line[x] = spare[x - step];
  } else {
    for (let x = 0; x < reach; x++) if (spare[x + step] < line[x]) line[x] = spare[x + step];
    for (let x = step; x < length; x++) if (spare[x - step] < line[x]) line[x] = spare[x - step];
  }
}

function overlay(out: PixelArray, from: number, line: PixelArray, sign: 1 | -1): void {
  if (sign === 1) for (let x = 0; x < line.length; x++) if (line[x] > out[from + x]) out[from + x] = line[x];
  if (sign === -1) for (let x = 0; x < line.length; x++) if (line[x] < out[from + x]) out[from + x] = line[x];
}
