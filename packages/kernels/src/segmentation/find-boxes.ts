import { ArgosyError } from "@argosy/core";
import type { Labels } from "../array/plane.ts";
import type { LabelRuns } from "./label-runs.ts";
import { labelRuns } from "./label-runs.ts";

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
 * Bounding boxes, areas and first pixels of all labels.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param runs - Of the same labels, where they are known already.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or a label is above 2^26: renumber first.
 *
 * Time O(pixels), with runs O(runs). As scipy's `find_objects`.
 */
export function findBoxes(labels: Labels, runs: LabelRuns = labelRuns(labels)): LabelBoxes {
  const { starts, ends, numbers } = runs;
  const { width } = labels;
  let largest = 0;
  for (let run = 0; run < numbers.length; run++) if (numbers[run] > largest) largest = numbers[run];
  if (largest > LARGEST_LABEL)
    throw new ArgosyError("invalid_argument", "a label is too large to list by label", { details: { largest, limit: LARGEST_LABEL } });
  const left = new Int32Array(largest + 1);
  const top = new Int32Array(largest + 1);
  const right = new Int32Array(largest + 1);
  const bottom = new Int32Array(largest + 1);
  const area = new Uint32Array(largest + 1);
  const first = new Int32Array(largest + 1).fill(-1);
  for (let run = 0, row = 0, y = 0; run < numbers.length; run++) {
    const label = numbers[run];
    const start = starts[run];
    const length = ends[run] - start;
    for (; start >= row + width; y++) row += width;
    const x = start - row;
    if (first[label] < 0) {
      first[label] = start;
      left[label] = x;
      top[label] = y;
    } else if (x < left[label]) left[label] = x;
    if (x + length > right[label]) right[label] = x + length;
    bottom[label] = y + 1;
    area[label] += length;
  }
  first[0] = 0;
  return { largest, left, top, right, bottom, area, first };
}
