import type { Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { ObjectSide } from "../exposure/apply-threshold.ts";

/**
 * The mask of the pixels on one side of a threshold of their own: `bright` is `value > threshold`, `dark` is `value <= threshold`.
 *
 * NaN is background on either side. `auto` counts the pixels of the outermost rows and columns and takes the rarer side; equal shares
 * mean `dark`.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param thresholds - `[height, width]`, in grey values; not changed.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or the sizes differ.
 *
 * Time O(pixels). As numpy's `greater` for `bright`.
 */
export function applyLocalThreshold(plane: Plane, thresholds: Plane, objects: ObjectSide): Mask {
  requireOneSize(plane, thresholds);
  const { data, width, height } = plane;
  const bright = new Uint8Array(data.length);
  const dark = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    bright[i] = Number(data[i] > thresholds.data[i]);
    dark[i] = Number(data[i] <= thresholds.data[i]);
  }
  const side = objects === "auto" ? rarerSide(bright, dark, width) : objects;
  return { data: side === "bright" ? bright : dark, width, height };
}

function rarerSide(bright: Uint8Array, dark: Uint8Array, width: number): "bright" | "dark" {
  let surplus = 0;
  for (let i = 0; i < bright.length; i++) {
    const x = i % width;
    if (x === 0 || x === width - 1 || i < width || i >= bright.length - width) surplus += bright[i] - dark[i];
  }
  return surplus < 0 ? "bright" : "dark";
}
