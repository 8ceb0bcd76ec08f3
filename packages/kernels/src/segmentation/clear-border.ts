import type { Labels } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * Remove the objects that touch the frame's border; the others keep their labels.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param margin - Pixels from the border inwards that count as border, at least 1.
 * @returns New labels; all 0 where every object touches.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As scikit-image's `clear_border`.
 */
export function clearBorder(labels: Labels, margin = 1): Labels {
  requireSamples(labels);
  const { data, width, height } = labels;
  const touching = new Set<number>();
  for (let y = 0; y < height; y++) {
    const edge = y < margin || y >= height - margin;
    for (let x = 0; x < width; x++) {
      if (!edge && x === margin) x = Math.max(x, width - margin);
      if (x < width) touching.add(data[y * width + x]);
    }
  }
  return { data: data.map((label) => (touching.has(label) ? 0 : label)), width, height };
}
