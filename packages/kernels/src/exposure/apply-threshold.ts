import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/** Which side of a threshold the objects are on; `auto` = the one that covers less of the frame's border. */
export type ObjectSide = "bright" | "dark" | "auto";

/**
 * The mask of the pixels on one side of a threshold: `bright` is `value > threshold`, `dark` is `value <= threshold`.
 *
 * NaN is background on either side. `auto` counts the pixels of the outermost rows and columns and takes the rarer side; equal
 * shares mean `dark`.
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 */
export function applyThreshold(plane: Plane, threshold: number, objects: ObjectSide): Mask {
  requireSamples(plane);
  const { data, width, height } = plane;
  const mask = new Uint8Array(data.length);
  const side = objects === "auto" ? rarerOnBorder(plane, threshold) : objects;
  if (data instanceof Uint8Array && data.byteOffset % 4 === 0) compareBytes(data, threshold, side, mask);
  else if (side === "bright") for (let i = 0; i < mask.length; i++) mask[i] = Number(data[i] > threshold);
  else for (let i = 0; i < mask.length; i++) mask[i] = Number(data[i] <= threshold);
  return { data: mask, width, height };
}

const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;

/** Four samples at a time: the highest bit of each byte tells how the lower seven compare, without a carry into the next. */
function compareBytes(data: Uint8Array, threshold: number, side: "bright" | "dark", mask: Uint8Array): void {
  const bright = side === "bright";
  const level = Math.floor(threshold);
  const words = data.length >> 2;
  // NaN compares with nothing; beyond the samples all are on one side.
  if (!(level >= 0 && level < 255)) {
    if (!Number.isNaN(level)) mask.fill(Number(level < 0 === bright));
    return;
  }
  const from = new Uint32Array(data.buffer, data.byteOffset, words);
  const to = new Uint32Array(mask.buffer, mask.byteOffset, words);
  const add = (127 - (level & 127)) * ONES;
  const flip = bright ? 0 : ONES;
  if (level < 128) for (let i = 0; i < words; i++) to[i] = (((((from[i] & LOW_BITS) + add) | 0 | from[i]) >>> 7) & ONES) ^ flip;
  else for (let i = 0; i < words; i++) to[i] = ((((((from[i] & LOW_BITS) + add) | 0) & from[i]) >>> 7) & ONES) ^ flip;
  for (let i = 4 * words; i < data.length; i++) mask[i] = Number(data[i] > threshold === bright);
}

/**
 * The side of a threshold that covers less of the frame's border, where background prevails; equal shares mean `dark`.
 *
 * Each pixel of the outermost rows and columns counts once; NaN counts on neither side.
 *
 * Time O(width + height).
 */
export function rarerOnBorder({ data, width, height }: Plane, threshold: number): "bright" | "dark" {
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
