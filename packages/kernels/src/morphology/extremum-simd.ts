import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { LayRow } from "../simd/simd-module.ts";
import { createLayout, roundUp, SIMD, samplesIn } from "../simd/simd-module.ts";

const STRIP_BYTES = 4_096;

/**
 * The extremum under a footprint by the module: the same as `extremum` gives without.
 *
 * @param chords - How far the footprint reaches sideways at each distance from its middle row.
 * @returns undefined where there is no module, or a sample type or radius that it cannot take.
 */
export function extremumSimd<A extends PixelArray>(plane: Plane<A>, chords: Int32Array, sign: 1 | -1): Plane<A> | undefined {
  const { data, width, height } = plane;
  const kernel = kernelOf(data, sign);
  if (SIMD === undefined || kernel === undefined) return undefined;
  const { layRow, nothing } = kernel;
  const radius = chords.length - 1;
  const size = data.BYTES_PER_ELEMENT;
  const strip = Math.min(STRIP_BYTES / size, width);
  const room = openRoom(data, chords, roundUp(strip * size), nothing);
  if (room === undefined) return undefined;
  const { at, line, rows, bytes, margin, places } = room;
  const out = newSamples(dtypeOf(data), data.length) as A;
  const across = bytes / size;
  for (let left = 0; left < width; left += strip) {
    const count = Math.min(strip, width - left);
    const from = Math.max(0, left - radius);
    const to = Math.min(width, left + count + radius);
    rows.fill(nothing);
    const give = (y: number): void => {
      const place = (y % places) * across;
      out.set(rows.subarray(place, place + count) as Uint8Array, y * width + left);
      rows.fill(nothing, place, place + across);
    };
    for (let y = 0; y < height; y++) {
      line.fill(nothing);
      line.set(data.subarray(y * width + from, y * width + to) as Uint8Array, margin / size + from - left);
      layRow(at.line, at.spare, margin, bytes, at.rows, at.chords, radius, y, height, sign === 1 ? 1 : 0);
      if (y >= radius) give(y - radius);
    }
    for (let y = Math.max(0, height - radius); y < height; y++) give(y);
  }
  return { data: out, width, height };
}

/** Room for one row, its margins, a spare one, and the rows of the result that it reaches; undefined where that is too much. */
function openRoom<A extends PixelArray>(data: A, chords: Int32Array, bytes: number, nothing: number) {
  if (SIMD === undefined) return undefined;
  const radius = chords.length - 1;
  const places = 2 * radius + 1;
  const size = data.BYTES_PER_ELEMENT;
  const margin = roundUp(radius * size + 16);
  const layout = createLayout(SIMD);
  const at = {
    chords: layout.place(4 * chords.length),
    line: layout.place(bytes + 4 * margin) + 2 * margin,
    spare: layout.place(bytes + 4 * margin) + 2 * margin,
    rows: layout.place(places * bytes),
  };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  const samples = (from: number, length: number): A => samplesIn(memory, data, from, length / size);
  new Int32Array(memory, at.chords, chords.length).set(chords);
  for (const line of [at.line, at.spare]) samples(line - 2 * margin, bytes + 4 * margin).fill(nothing);
  return { at, bytes, margin, places, line: samples(at.line - margin, bytes + 2 * margin), rows: samples(at.rows, places * bytes) };
}

/** The kernel of a sample type, and the sample that changes nothing. */
function kernelOf(data: PixelArray, sign: 1 | -1): { readonly layRow: LayRow; readonly nothing: number } | undefined {
  if (SIMD === undefined) return undefined;
  if (data instanceof Uint8Array) return { layRow: SIMD.layRow8, nothing: sign === 1 ? 0 : 255 };
  if (data instanceof Uint16Array) return { layRow: SIMD.layRow16, nothing: sign === 1 ? 0 : 65_535 };
  if (data instanceof Float32Array) return { layRow: SIMD.layRow32, nothing: -sign * Number.POSITIVE_INFINITY };
  return undefined;
}
