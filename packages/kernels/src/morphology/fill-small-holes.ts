import type { Mask } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { componentRuns } from "../segmentation/label.ts";

/**
 * Fill the holes of a mask up to a size: background that is not connected to the frame's border and has at most `maxArea` pixels becomes
 * foreground. Larger holes, such as the space inside a ring of cells, stay open.
 *
 * @param mask - `[height, width]`, other than 0 = foreground; not changed.
 * @param maxArea - Pixels of the largest hole to fill; 0 fills none, Infinity all.
 * @param connectivity - Of the background: 4 (the default, for 8-connected objects) or 8.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As scikit-image's `remove_small_holes`, to which background at the frame's border is a hole too.
 */
export function fillSmallHoles(mask: Mask, maxArea: number, connectivity: Connectivity = 4): Mask {
  requireSamples(mask);
  const { data, width, height } = mask;
  const { starts, ends, numbers, count } = componentRuns(mask, "background", connectivity);
  const areas = new Float64Array(count + 1);
  for (let run = 0; run < numbers.length; run++) {
    const column = starts[run] % width;
    // What touches the frame is no hole, whatever its area.
    const outside = column === 0 || column + ends[run] - starts[run] === width || starts[run] < width || ends[run] > data.length - width;
    areas[numbers[run]] += outside ? Number.NaN : ends[run] - starts[run];
  }
  const filled = new Uint8Array(data.length);
  for (let i = 0; i < filled.length; i++) filled[i] = data[i] === 0 ? 0 : 1;
  for (let run = 0; run < numbers.length; run++) if (areas[numbers[run]] <= maxArea) filled.fill(1, starts[run], ends[run]);
  return { data: filled, width, height };
}
