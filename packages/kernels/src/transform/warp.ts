import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Affine } from "./affine.ts";

/** What {@link warpAffine} gives. */
export interface WarpOptions {
  /** Where a point of the result lies on the plane: the inverse of the movement. */
  readonly back: Affine;
  readonly width: number;
  readonly height: number;
  /** `nearest` for labels and masks (where two are equally near, the right or lower one), `linear` for grey values. */
  readonly interpolation: "nearest" | "linear";
  /** What stands for samples outside the plane. */
  readonly outside: number;
}

/**
 * A plane moved by an affine map.
 *
 * With `linear` a sample within half a pixel of the edge of the plane is blended with `outside`. The sample type is kept; integers are
 * rounded to the nearest, halves up. NaN spreads to the samples next to it.
 *
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
  for (let y = 0; y < height; y++) {
    const [downX, downY] = [xy * (y + 0.5), yy * (y + 0.5)];
    const row = y * width;
    // The small push undoes the rounding of shares that should add up to 1.
    if (interpolation === "nearest")
      for (let x = 0; x < width; x++)
        out[row + x] = sampleNearest(plane, xx * (x + 0.5) + downX + x0, yx * (x + 0.5) + downY + y0, outside);
    else if (whole)
      for (let x = 0; x < width; x++) {
        const value = sampleLinear(plane, xx * (x + 0.5) + downX + x0, yx * (x + 0.5) + downY + y0, outside);
        out[row + x] = Math.floor(value + 0.5 + 1e-9);
      }
    else
      for (let x = 0; x < width; x++) out[row + x] = sampleLinear(plane, xx * (x + 0.5) + downX + x0, yx * (x + 0.5) + downY + y0, outside);
  }
  return { data: out, width, height };
}

function sampleNearest({ data, width, height }: Plane, x: number, y: number, outside: number): number {
  const column = Math.floor(x + 1e-9);
  const row = Math.floor(y + 1e-9);
  return column >= 0 && row >= 0 && column < width && row < height ? data[row * width + column] : outside;
}

function sampleLinear(plane: Plane, x: number, y: number, outside: number): number {
  const { data, width, height } = plane;
  const column = x - 0.5;
  const row = y - 0.5;
  if (column >= 0 && row >= 0 && column < width - 1 && row < height - 1) {
    // Cutting off what is behind the point: the same as rounding down, and faster.
    const left = column | 0;
    const top = row | 0;
    const u = column - left;
    const i = top * width + left;
    return mix(mix(data[i], data[i + 1], u), mix(data[i + width], data[i + width + 1], u), row - top);
  }
  return sampleEdge(plane, column, row, outside);
}

/** Where not all four neighbours are in the plane. */
function sampleEdge(plane: Plane, column: number, row: number, outside: number): number {
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [u, v] = [column - left, row - top];
  const upper = mix(at(plane, left, top, outside), u === 0 ? 0 : at(plane, left + 1, top, outside), u);
  if (v === 0) return upper;
  return mix(upper, mix(at(plane, left, top + 1, outside), u === 0 ? 0 : at(plane, left + 1, top + 1, outside), u), v);
}

function at({ data, width, height }: Plane, column: number, row: number, outside: number): number {
  return column >= 0 && row >= 0 && column < width && row < height ? data[row * width + column] : outside;
}

function mix(a: number, b: number, share: number): number {
  return share === 0 ? a : a * (1 - share) + b * share;
}
