import type { ObjectWindow } from "./object-window.ts";

/**
 * Length of the shortest way inside the painted object from one of its pixels to every other, in steps of 1 over an edge and sqrt(2) over a
 * corner.
 *
 * @param from - Offset of the pixel in the window.
 * @returns `[height][width]` of the window; Infinity outside, and in parts that no way leads to.
 *
 * Time O(box): lengths are settled in bands of 1, the shortest step, so that nothing within a band shortens another way of it.
 */
export function waysInside({ mask, width, height }: ObjectWindow, from: number): Float64Array {
  const lengths = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  const straight = [-width, -1, 1, width];
  const steps = [...straight, -width - 1, -width + 1, width - 1, width + 1];
  // A step leads one or two bands on, so that three are open at a time.
  const bands: number[][] = [[from], [], []];
  lengths[from] = 0;
  for (let band = 0; bands.some(({ length }) => length > 0); band++) {
    const open = bands[band % 3];
    for (const pixel of open) {
      // A shorter way was found meanwhile, and went on from there.
      if (lengths[pixel] < band) continue;
      for (let k = 0; k < steps.length; k++) {
        const next = pixel + steps[k];
        if (mask[next] === 0) continue;
        const length = lengths[pixel] + (k < straight.length ? 1 : Math.SQRT2);
        if (length >= lengths[next]) continue;
        lengths[next] = length;
        bands[Math.floor(length) % 3].push(next);
      }
    }
    open.length = 0;
  }
  return lengths;
}
