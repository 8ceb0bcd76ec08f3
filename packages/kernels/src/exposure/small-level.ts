import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * A small level of a plane that has its grey values, for what is found from their distribution: of every block of 2^n x 2^n pixels one,
 * where n is the smallest that makes the longer side at most `side`.
 *
 * Means, as in a pyramid that is looked at, would take the noise away and with it the ends of the distribution. The place in a block is drawn
 * from the block's own place, so that no pattern of the image can lie in step; equal sizes give equal places. Blocks at the right and lower
 * edge may be cut.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param side - At least 1. A plane that is not longer is given back as it is, not copied.
 * @returns Of the same sample type.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or `side` is not at least 1.
 *
 * Time O(pixels of the level).
 *
 * Source: our own definition; the place in a block is drawn by the hash lowbias32 of C. Wellons (2018).
 */
export function smallLevel<P extends Plane>(plane: P, side: number): Plane {
  requireSamples(plane);
  if (!(side >= 1)) throw new ArgosyError("invalid_argument", "the side of a level must be at least 1", { details: { side } });
  const { data, width, height } = plane;
  let block = 1;
  while (Math.ceil(Math.max(width, height) / block) > side) block *= 2;
  if (block === 1) return plane;
  const [wide, high] = [Math.ceil(width / block), Math.ceil(height / block)];
  const out = newSamples(dtypeOf(data), wide * high);
  for (let y = 0, i = 0; y < high; y++)
    for (let x = 0; x < wide; x++, i++) {
      const drawn = scatter(i);
      const down = y * block + ((drawn >>> 16) % Math.min(block, height - y * block));
      const across = x * block + ((drawn & 0xffff) % Math.min(block, width - x * block));
      out[i] = data[down * width + across];
    }
  return { data: out, width: wide, height: high };
}

/** 32 bits that have nothing to do with those of their neighbours. */
function scatter(i: number): number {
  let bits = Math.imul(i ^ (i >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
