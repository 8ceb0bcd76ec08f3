import type { Plane } from "../array/plane.ts";

/** Whether objects are brighter or darker than what surrounds them. */
export type Polarity = "bright" | "dark";

/**
 * Guess whether the objects are the bright or the dark class of a threshold: the class that covers less of the frame's border.
 *
 * Objects lie scattered and background surrounds them, so a frame cuts through more background than objects.
 * A pixel is of the bright class when its value is `> threshold`. Every border pixel counts once; with equal numbers the answer is `bright`.
 * An empty plane gives `bright`.
 *
 * @param image - `[height, width]`; not changed.
 * @param threshold - In grey values.
 *
 * Time O(width + height).
 */
export function objectPolarity({ data, width, height }: Plane, threshold: number): Polarity {
  let border = 0;
  let bright = 0;
  for (let y = 0; y < height; y++) {
    // Inner rows meet the border in their first and last pixel only.
    const step = y === 0 || y === height - 1 ? 1 : Math.max(width - 1, 1);
    for (let x = 0; x < width; x += step) {
      border++;
      if (data[y * width + x] > threshold) bright++;
    }
  }
  return 2 * bright <= border ? "bright" : "dark";
}
