import type { ObjectWindow } from "./object-window.ts";

/** Sides of the boxes in pixels. */
const BOXES = [2, 4, 8, 16];

/**
 * Box-counting dimension of the painted object's outline.
 *
 * The outline is the pixels with a background pixel among their four straight neighbours. Grids of boxes of 2, 4, 8 and
 * 16 pixels are laid from the corner of the object's box; the dimension is the slope, sign turned, of the straight line through
 * log(boxes that hold outline) over log(side).
 *
 * Time O(box).
 */
export function fractalDimension({ mask, width, height }: ObjectWindow): number {
  const counts = new Float64Array(BOXES.length);
  const grids = BOXES.map((side) => new Uint8Array(Math.ceil(width / side) * Math.ceil(height / side)));
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      if (mask[p] === 0 || (mask[p - 1] === 1 && mask[p + 1] === 1 && mask[p - width] === 1 && mask[p + width] === 1)) continue;
      for (let i = 0; i < BOXES.length; i++) {
        const side = BOXES[i];
        const cell = Math.floor((y - 1) / side) * Math.ceil(width / side) + Math.floor((x - 1) / side);
        counts[i] += 1 - grids[i][cell];
        grids[i][cell] = 1;
      }
    }
  }
  return -slope(BOXES.map(Math.log), Array.from(counts, Math.log));
}

/** Slope of the least-squares line. */
function slope(x: readonly number[], y: readonly number[]): number {
  const meanX = x.reduce((a, b) => a + b, 0) / x.length;
  const meanY = y.reduce((a, b) => a + b, 0) / y.length;
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < x.length; i++) {
    covariance += (x[i] - meanX) * (y[i] - meanY);
    variance += (x[i] - meanX) ** 2;
  }
  return covariance / variance;
}
