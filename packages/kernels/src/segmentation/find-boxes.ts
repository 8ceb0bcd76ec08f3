import { ArgosyError } from "@argosy/core";
import type { Labels } from "../array/plane.ts";

/** Box, area and first pixel of every label; entry 0 of each array is the background and stays 0. Boxes are half-open. */
export interface LabelBoxes {
  /** The largest label; each array has `largest + 1` entries. */
  readonly largest: number;
  readonly left: Int32Array;
  readonly top: Int32Array;
  readonly right: Int32Array;
  readonly bottom: Int32Array;
  /** Pixels; 0 for a label that does not occur (its box is then empty). */
  readonly area: Uint32Array;
  /** Offset `y * width + x` of the first pixel in raster order; -1 for a label that does not occur. */
  readonly first: Int32Array;
}

/** Beyond this the arrays by label would be larger than any image could need. */
const LARGEST_LABEL = 2 ** 26;

/**
 * Bounding boxes, areas and first pixels of all labels, in one pass.
 *
 * @throws {ArgosyError} `invalid_argument` when a label is above 2^26: renumber first.
 */
export function findBoxes({ data, width, height }: Labels): LabelBoxes {
  let largest = 0;
  for (let i = 0; i < data.length; i++) if (data[i] > largest) largest = data[i];
  if (largest > LARGEST_LABEL)
    throw new ArgosyError("invalid_argument", "a label is too large to list by label", { details: { largest, limit: LARGEST_LABEL } });
  const left = new Int32Array(largest + 1);
  const top = new Int32Array(largest + 1);
  const right = new Int32Array(largest + 1);
  const bottom = new Int32Array(largest + 1);
  const area = new Uint32Array(largest + 1);
  const first = new Int32Array(largest + 1).fill(-1);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; ) {
      const label = data[i];
      const start = x;
      for (; x < width && data[i] === label; x++) i++;
      if (label === 0) continue;
      if (first[label] < 0) {
        first[label] = y * width + start;
        left[label] = start;
        top[label] = y;
      } else if (start < left[label]) left[label] = start;
      if (x > right[label]) right[label] = x;
      bottom[label] = y + 1;
      area[label] += x - start;
    }
  first[0] = 0;
  return { largest, left, top, right, bottom, area, first };
}
