import type { PixelArray } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { createLayout, SIMD } from "../simd/simd-module.ts";

/** Which side of a threshold the objects are on; `auto` = the one that covers less of the frame's border. */
export type ObjectSide = "bright" | "dark" | "auto";

/**
 * The mask of the pixels on one side of a threshold: `bright` is `value > threshold`, `dark` is `value <= threshold`.
 *
 * NaN is background on either side. `auto` counts the pixels of the outermost rows and columns and takes the rarer side; equal
 * shares mean `dark`.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param threshold - In grey values; any number.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As numpy's `greater` for `bright`.
 */
export function applyThreshold(plane: Plane, threshold: number, objects: ObjectSide): Mask {
  requireSamples(plane);
  const { data, width, height } = plane;
  const mask = new Uint8Array(data.length);
  const side = objects === "auto" ? rarerOnBorder(plane, threshold) : objects;
  if (data instanceof Uint8Array) compareBytes(data, threshold, side, mask);
  else compareEach(data, threshold, side, mask);
  return { data: mask, width, height };
}

/** The module takes so many samples at a time. */
const PIECE = 2 ** 15;

/** The module compares 16 samples at once; a sample is a whole number, so the threshold may be rounded down. */
function compareBytes(data: Uint8Array, threshold: number, side: "bright" | "dark", mask: Uint8Array): void {
  const level = Math.floor(threshold);
  const layout = SIMD === undefined || !(level >= 0 && level < 255) ? undefined : createLayout(SIMD);
  const at = { from: layout?.place(PIECE) ?? 0, to: layout?.place(PIECE) ?? 0 };
  const memory = layout?.open();
  if (SIMD === undefined || memory === undefined) {
    compareEach(data, threshold, side, mask);
    return;
  }
  const [from, to] = [new Uint8Array(memory, at.from, PIECE), new Uint8Array(memory, at.to, PIECE)];
  for (let i = 0; i < data.length; i += PIECE) {
    from.set(data.subarray(i, i + PIECE));
    SIMD.compareBytes(at.from, at.to, PIECE, level, side === "dark" ? 1 : 0);
    mask.set(to.subarray(0, data.length - i), i);
  }
}

/** As the module does it, for every sample type. Time O(pixels). */
export function compareEach(data: PixelArray, threshold: number, side: "bright" | "dark", mask: Uint8Array): void {
  if (side === "bright") for (let i = 0; i < mask.length; i++) mask[i] = Number(data[i] > threshold);
  else for (let i = 0; i < mask.length; i++) mask[i] = Number(data[i] <= threshold);
}

/**
 * The side of a threshold that covers less of the frame's border, where background prevails; equal shares mean `dark`.
 *
 * Each pixel of the outermost rows and columns counts once; NaN counts on neither side.
 *
 * @param plane - `[height, width]`; not changed.
 * @param threshold - In grey values; `value > threshold` is bright.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(width + height).
 *
 * Source: our own definition: objects that a frame cuts are fewer than what lies round them.
 */
export function rarerOnBorder(plane: Plane, threshold: number): "bright" | "dark" {
  requireSamples(plane);
  const { data, width, height } = plane;
  let bright = 0;
  let dark = 0;
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) {
      const value = data[y * width + x];
      if (value > threshold) bright++;
      else if (value <= threshold) dark++;
    }
  }
  return bright < dark ? "bright" : "dark";
}
