import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { borderIndex } from "../filters/border.ts";

/**
 * A plane of another size, bilinear between pixel centres; beyond the outermost centres the image is mirrored, the edge pixel once.
 *
 * Nothing is blurred before: for reducing take {@link resizeArea}. NaN spreads to the samples next to it.
 *
 * @returns `[height, width]`, 32 bits, within the grey values of the plane.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or a size is not a whole number >= 1.
 *
 * Time O(new pixels).
 *
 * Source: scikit-image, skimage.transform.resize with order=1, mode="reflect", anti_aliasing=False (conventions).
 */
export function resizeLinear(plane: Plane, width: number, height: number): Plane<Float32Array> {
  requireSamples(plane);
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1))
    throw new ArgosyError("invalid_argument", "sizes must be whole numbers above 0", { details: { width, height } });
  const across = between(plane.width, width);
  const down = between(plane.height, height);
  const { data } = plane;
  const out = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const [above, below, v] = [down.before[y] * plane.width, down.after[y] * plane.width, down.share[y]];
    for (let x = 0; x < width; x++, i++) {
      const [left, right, u] = [across.before[x], across.after[x], across.share[x]];
      const upper = blend(data[above + left], data[above + right], u);
      out[i] = blend(upper, blend(data[below + left], data[below + right], u), v);
    }
  }
  return { data: out, width, height };
}

function blend(a: number, b: number, share: number): number {
  return share === 0 ? a : a + (b - a) * share;
}

/** For each new pixel of a line the old ones before and after its centre, and how far it is on the way. */
function between(oldLength: number, newLength: number) {
  const [before, after] = [new Int32Array(newLength), new Int32Array(newLength)];
  const share = new Float64Array(newLength);
  for (let i = 0; i < newLength; i++) {
    const at = ((i + 0.5) * oldLength) / newLength - 0.5;
    before[i] = borderIndex(Math.floor(at), oldLength, "mirror");
    after[i] = borderIndex(Math.floor(at) + 1, oldLength, "mirror");
    share[i] = at - Math.floor(at);
  }
  return { before, after, share };
}
