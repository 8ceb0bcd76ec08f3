import type { Labels } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Components } from "./label.ts";

/**
 * Renumber labels 1, 2, 3 ... by the first pixel of each in raster order; gaps close, pixels of one label keep one label.
 *
 * @param given - `[height, width]`; not changed.
 * @returns New labels and their number; 0 without an object.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Any label may occur, up to 2^32 - 1. Time O(pixels), memory by the number of labels. As scikit-image's `relabel_sequential`, which goes by
 * the order of the labels.
 */
export function relabelSequential(given: Labels): Components {
  requireSamples(given);
  const { data, width, height } = given;
  const numbers = new Map<number, number>();
  const labels = new Uint32Array(data.length);
  let last = 0;
  let lastNumber = 0;
  for (let i = 0; i < data.length; i++) {
    const label = data[i];
    if (label === 0) continue;
    if (label !== last) {
      last = label;
      lastNumber = numbers.get(label) ?? numbers.size + 1;
      numbers.set(label, lastNumber);
    }
    labels[i] = lastNumber;
  }
  return { labels: { data: labels, width, height }, count: numbers.size };
}
