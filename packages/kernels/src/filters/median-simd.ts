import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Footprint } from "../morphology/extremum.ts";
import type { MedianRow } from "../simd/simd-module.ts";
import { createLayout, roundUp, SIMD, samplesIn } from "../simd/simd-module.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";
import { extendRow } from "./extend-row.ts";

const STRIP = 4_096;

/**
 * The median of 3 x 3 or 5 x 5 unsigned samples of 8 or 16 bits by the module, which sends them through a network of exchanges.
 *
 * @returns undefined where there is no module, or for another footprint or sample type.
 */
export function medianSimd<A extends PixelArray>(plane: Plane<A>, { shape, radius }: Footprint, border: Border): Plane<A> | undefined {
  const { data, width, height } = plane;
  const kernel = shape === "square" ? kernelOf(data, radius) : undefined;
  if (SIMD === undefined || kernel === undefined) return undefined;
  const side = 2 * radius + 1;
  const size = data.BYTES_PER_ELEMENT;
  const strip = Math.min(STRIP, width);
  // The neighbours to the right, in a step of their own.
  const bytes = roundUp(strip * size) + 16;
  const layout = createLayout(SIMD);
  const at = {
    pointers: layout.place(4 * side),
    rows: layout.place(side * bytes),
    sorted: layout.place(side * bytes),
    result: layout.place(bytes),
  };
  const memory = layout.open();
  if (memory === undefined) return undefined;
  const pointers = new Uint32Array(memory, at.pointers, side);
  const out = newSamples(dtypeOf(data), data.length) as A;
  for (let left = 0; left < width; left += strip) {
    const count = Math.min(strip, width - left);
    const lines = Array.from({ length: side }, (_, i) => samplesIn(memory, data, at.rows + i * bytes, count + 2 * radius));
    const result = samplesIn(memory, data, at.result, count);
    for (let y = 0, taken = -radius; y < height; y++) {
      for (; taken <= y + radius; taken++) {
        const line = lines[(taken + side) % side];
        const row = borderIndex(taken, height, border);
        if (row < 0) line.fill(0);
        else extendRow(plane, { y: row, from: left - radius, count: count + 2 * radius }, border, line);
      }
      for (let i = 0; i < side; i++) pointers[i] = at.rows + ((y - radius + i + side) % side) * bytes;
      kernel(at.pointers, at.sorted, at.result, bytes);
      out.set(result as Uint8Array, y * width + left);
    }
  }
  return { data: out, width, height };
}

function kernelOf(data: PixelArray, radius: number): MedianRow | undefined {
  if (data instanceof Uint8Array) return [undefined, SIMD?.median3_8, SIMD?.median5_8][radius];
  if (data instanceof Uint16Array) return [undefined, SIMD?.median3_16, SIMD?.median5_16][radius];
  return undefined;
}
