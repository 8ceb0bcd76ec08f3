import { dtypeOf, newSamples } from "@argosy/core";
import type { Labels, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * Half the size for the next level of a pyramid: each sample is the mean of a 2 x 2 block; sizes are halved and rounded up.
 *
 * Blocks at an odd right or lower edge hold 2 or 1 samples and are averaged over those. The sample type is kept; integers are rounded
 * to the nearest, halves up. A block with a NaN gives NaN.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns `[ceil(height / 2), ceil(width / 2)]`.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As scikit-image's `downscale_local_mean` by 2, which pads an odd edge with zeros.
 */
export function halve(plane: Plane): Plane {
  requireSamples(plane);
  const { data, width, height } = plane;
  const [wide, high] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const dtype = dtypeOf(data);
  const out = newSamples(dtype, wide * high);
  const whole = !dtype.startsWith("float");
  for (let y = 0; y < high; y++) {
    const upper = 2 * y * width;
    const lower = 2 * y + 1 < height ? upper + width : upper;
    for (let x = 0; x < wide; x++) {
      const left = 2 * x;
      // At an odd edge the last row or column stands for both: the mean is the same.
      const right = left + 1 < width ? left + 1 : left;
      const mean = (data[upper + left] + data[upper + right] + data[lower + left] + data[lower + right]) / 4;
      out[y * wide + x] = whole ? Math.floor(mean + 0.5) : mean;
    }
  }
  return { data: out, width: wide, height: high };
}

/**
 * Half the size of a label image: each sample is the upper left one of a 2 x 2 block; sizes are halved and rounded up.
 *
 * An object that has no pixel in an even row and column is lost: what must be counted is counted before.
 *
 * @param labels - `[height, width]`; not changed.
 * @returns `[ceil(height / 2), ceil(width / 2)]`, labels as they were.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As numpy's `labels[::2, ::2]`.
 */
export function halveLabels(labels: Labels): Labels {
  requireSamples(labels);
  const { data, width, height } = labels;
  const [wide, high] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const out = new Uint32Array(wide * high);
  for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) out[y * wide + x] = data[2 * y * width + 2 * x];
  return { data: out, width: wide, height: high };
}
