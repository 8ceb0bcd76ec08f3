import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Footprint } from "../morphology/extremum.ts";
import { chordsOf } from "../morphology/extremum.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";
import { medianSimd } from "./median-simd.ts";

/**
 * The median under a footprint.
 *
 * Footprints hold an odd number of pixels, so the median is a sample of the plane; its type is kept. NaN sorts as the largest value.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param border - What lies outside the frame; by default the edge pixel is repeated.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels * radius) for 8-bit samples, O(pixels * radius^2 * log radius) for others: meant for small footprints. Squares of 3 x 3 and
 * 5 x 5 are quickest for unsigned samples of 8 and 16 bits.
 *
 * As scikit-image's `median`. Source for 8 bits: T. S. Huang, G. J. Yang, G. Y. Tang (1979), IEEE Trans. ASSP 27(1), 13-18, doi:10.1109/TASSP.1979.1163188.
 */
export function medianFilter<A extends PixelArray>(plane: Plane<A>, footprint: Footprint, border: Border = "nearest"): Plane<A> {
  requireSamples(plane);
  return medianSimd(plane, footprint, border) ?? medianByCounting(plane, footprint, border);
}

/** As {@link medianFilter}, without the module of `packages/kernels/src/simd`: what that must give, and what runs where there is none. */
export function medianByCounting<A extends PixelArray>(plane: Plane<A>, footprint: Footprint, border: Border): Plane<A> {
  const { data, width, height } = plane;
  const out = newSamples(dtypeOf(data), data.length) as A;
  const padded = paddedPlane(plane, footprint.radius, border);
  const chords = chordsOf(footprint);
  if (data instanceof Uint8Array) medianOfBytes(padded as Plane<Uint8Array>, chords, out as Uint8Array, width, height);
  else medianBySorting(padded, chords, out, width, height);
  return { data: out, width, height };
}

function paddedPlane({ data, width, height }: Plane, radius: number, border: Border): Plane {
  const wide = width + 2 * radius;
  const high = height + 2 * radius;
  const padded = newSamples(dtypeOf(data), wide * high);
  const columns = Int32Array.from({ length: wide }, (_, x) => borderIndex(x - radius, width, border));
  for (let y = 0; y < high; y++) {
    const row = borderIndex(y - radius, height, border);
    if (row < 0) continue;
    for (let x = 0; x < wide; x++) padded[y * wide + x] = columns[x] < 0 ? 0 : data[row * width + columns[x]];
  }
  return { data: padded, width: wide, height: high };
}

/** A histogram slides along each row; `below` counts its samples under the running median. */
function medianOfBytes(padded: Plane<Uint8Array>, chords: Int32Array, out: Uint8Array, width: number, height: number): void {
  const radius = chords.length - 1;
  const half = (chords.reduce((sum, chord) => sum + 2 * (2 * chord + 1), -(2 * chords[0] + 1)) - 1) / 2;
  const counts = new Int32Array(256);
  for (let y = 0; y < height; y++) {
    counts.fill(0);
    for (let dy = -radius; dy <= radius; dy++) {
      const centre = (y + radius + dy) * padded.width + radius;
      const chord = chords[Math.abs(dy)];
      for (let dx = -chord; dx <= chord; dx++) counts[padded.data[centre + dx]]++;
    }
    let median = 0;
    let below = 0;
    for (let x = 0; ; x++) {
      while (below > half) below -= counts[--median];
      while (below + counts[median] <= half) below += counts[median++];
      out[y * width + x] = median;
      if (x === width - 1) break;
      below += slide(padded, chords, (y + radius) * padded.width + x + radius, counts, median);
    }
  }
}

/** Move the window one to the right; returns by how much the number of samples below `median` changes. */
function slide({ data, width }: Plane<Uint8Array>, chords: Int32Array, centre: number, counts: Int32Array, median: number): number {
  const radius = chords.length - 1;
  let change = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    const chord = chords[dy < 0 ? -dy : dy];
    const leaving = data[centre + dy * width - chord];
    const entering = data[centre + dy * width + chord + 1];
    counts[leaving]--;
    counts[entering]++;
    if (leaving < median) change--;
    if (entering < median) change++;
  }
  return change;
}

function medianBySorting(padded: Plane, chords: Int32Array, out: PixelArray, width: number, height: number): void {
  const radius = chords.length - 1;
  const offsets: number[] = [];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -chords[Math.abs(dy)]; dx <= chords[Math.abs(dy)]; dx++) offsets.push(dy * padded.width + dx);
  const window = newSamples(dtypeOf(padded.data), offsets.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const centre = (y + radius) * padded.width + x + radius;
      for (let k = 0; k < window.length; k++) window[k] = padded.data[centre + offsets[k]];
      out[y * width + x] = window.sort()[(window.length - 1) / 2];
    }
}
