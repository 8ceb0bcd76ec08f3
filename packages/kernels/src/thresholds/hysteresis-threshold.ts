import { ArgosyError } from "@argosy/core";
import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { labelComponents } from "../segmentation/label.ts";

/**
 * The regions above `low` that somewhere rise above `high`. NaN is background.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param connectivity - Which pixels belong to one region; scikit-image's apply_hysteresis_threshold has 4.
 * @returns A new mask of 0 and 1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or `low <= high` does not hold.
 *
 * Time O(pixels), memory 5 bytes a pixel.
 *
 * Source: J. Canny (1986), IEEE Trans. PAMI 8(6), 679-698, doi:10.1109/TPAMI.1986.4767851.
 */
export function hysteresisThreshold(
  plane: Plane,
  { low, high }: { readonly low: number; readonly high: number },
  connectivity: Connectivity = 4,
): Mask {
  requireSamples(plane);
  if (!(low <= high))
    throw new ArgosyError("invalid_argument", "the low threshold must not be above the high one", { details: { low, high } });
  const { data, width, height } = plane;
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = Number(data[i] > low);
  const { labels, count } = labelComponents({ data: mask, width, height }, connectivity);
  const kept = new Uint8Array(count + 1);
  for (let i = 0; i < mask.length; i++) if (data[i] > high) kept[labels.data[i]] = 1;
  for (let i = 0; i < mask.length; i++) mask[i] = kept[labels.data[i]];
  return { data: mask, width, height };
}
