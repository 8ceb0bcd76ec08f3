import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * A plane mirrored: `horizontal` changes left and right, `vertical` top and bottom. The samples are the same in another order.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels). As numpy's `flip`.
 */
export function flip<A extends PixelArray>(plane: Plane<A>, axis: "horizontal" | "vertical"): Plane<A> {
  requireSamples(plane);
  const { data, width, height } = plane;
  const out = newSamples(dtypeOf(data), data.length) as A;
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    if (axis === "vertical") out.set(row, (height - 1 - y) * width);
    else for (let x = 0; x < width; x++) out[y * width + x] = row[width - 1 - x];
  }
  return { data: out, width, height };
}
