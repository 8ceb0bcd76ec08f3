import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Affine } from "./affine.ts";
import { keepsPixels } from "./affine.ts";
import { blendRow } from "./blend-row.ts";
import { takeRow } from "./take-row.ts";

/** What {@link warpAffine} gives. */
export interface WarpOptions {
  /** Where a point of the result lies on the plane: the inverse of the movement. */
  readonly back: Affine;
  readonly width: number;
  readonly height: number;
  /** `nearest` for labels and masks (where two are equally near, the right or lower one), `linear` for grey values. */
  readonly interpolation: "nearest" | "linear";
  /** What stands for samples outside the plane: a value, or `edge`, the nearest sample of the plane. */
  readonly outside: number | "edge";
}

/**
 * A plane moved by an affine map.
 *
 * With `linear` a sample within half a pixel of the edge of the plane is blended with `outside`. The sample type is kept; integers are
 * rounded to the nearest, halves up. NaN spreads to the samples next to it. A map that takes pixels onto pixels (mirrored, turned by
 * quarters, moved by whole pixels) moves samples without changing them.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or a size is not a whole number >= 1.
 *
 * Time O(new pixels).
 *
 * Source: scikit-image, skimage.transform.warp with order 0 and 1, mode="constant" (conventions).
 */
export function warpAffine<A extends PixelArray>(plane: Plane<A>, { back, width, height, interpolation, outside }: WarpOptions): Plane<A> {
  requireSamples(plane);
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 1 && height >= 1))
    throw new ArgosyError("invalid_argument", "sizes must be whole numbers above 0", { details: { width, height } });
  const dtype = dtypeOf(plane.data);
  const out = newSamples(dtype, width * height) as A;
  const whole = !dtype.startsWith("float");
  const { xx, xy, x0, yx, yy, y0 } = back;
  const exact = keepsPixels(back);
  const wholePixels = interpolation === "nearest" || exact;
  for (let y = 0; y < height; y++) {
    const [downX, downY] = [xy * (y + 0.5), yy * (y + 0.5)];
    const row = y * width;
    const [firstX, firstY] = [xx / 2 + downX + x0, yx / 2 + downY + y0];
    if (exact && outside !== "edge")
      takeRow(plane, { xx, yx, column: firstX - 0.5, row: firstY - 0.5 }, { out, from: row, width, outside });
    else if (wholePixels)
      for (let x = 0; x < width; x++)
        out[row + x] = sampleNearest(plane, xx * (x + 0.5) + downX + x0, yx * (x + 0.5) + downY + y0, outside);
    else blendRow(plane, { xx, yx, x0, y0, downX, downY, width }, { out, from: row, whole, outside });
  }
  return { data: out, width, height };
}

function sampleNearest({ data, width, height }: Plane, x: number, y: number, outside: number | "edge"): number {
  const column = Math.floor(x + 1e-9);
  const row = Math.floor(y + 1e-9);
  if (column >= 0 && row >= 0 && column < width && row < height) return data[row * width + column];
  if (outside !== "edge") return outside;
  return data[Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)];
}
