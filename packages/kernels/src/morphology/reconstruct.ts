import type { DType, PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { neighbourSteps } from "../segmentation/neighbours.ts";

/**
 * Dilate a seed again and again under a mask until nothing changes: every value spreads to its neighbours as far as the mask lets it.
 *
 * Peaks of the mask that no seed reaches are cut down to the level at which one does.
 *
 * @param seed - `[height, width]`, nowhere above the mask; not changed.
 * @param mask - `[height, width]`, of the same kind of samples as the seed.
 * @param connectivity - 8 (the default, a square of 3 x 3) or 4.
 * @returns A new plane of the seed's sample type.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ, there are no pixels, or the seed is above the mask or NaN anywhere.
 *
 * Time O(pixels) as a rule. As scikit-image's `reconstruction` by dilation.
 *
 * Source: L. Vincent (1993), IEEE Trans. Image Process. 2(2), 176-201, doi:10.1109/83.217222 (the hybrid algorithm).
 */
export function reconstruct<A extends PixelArray>(seed: Plane<A>, mask: Plane, connectivity: Connectivity = 8): Plane<A> {
  requireOneSize(seed, mask);
  const { width, height } = seed;
  for (let i = 0; i < seed.data.length; i++)
    if (!(seed.data[i] <= mask.data[i]))
      throw new ArgosyError("invalid_argument", "the seed must not be above the mask", {
        details: { x: i % width, y: Math.floor(i / width), seed: seed.data[i], mask: mask.data[i] },
      });
  const dtype = dtypeOf(seed.data);
  const hills: Hills = {
    values: framed(seed, dtype),
    limits: framed(mask, dtypeOf(mask.data) === dtype ? dtype : "float64"),
    stride: width + 2,
    ...stepsOf(connectivity, width + 2),
  };
  riseDown(hills);
  spread(hills, riseUp(hills));
  const out = newSamples(dtype, seed.data.length) as A;
  for (let y = 0; y < height; y++) {
    const from = (y + 1) * hills.stride + 1;
    out.set(hills.values.subarray(from, from + width), y * width);
  }
  return { data: out, width, height };
}

/** Planes with a frame of one pixel around that is as low as can be, so that nothing spreads from it or into it. */
interface Hills {
  readonly values: PixelArray;
  readonly limits: PixelArray;
  readonly stride: number;
  /** Steps to the neighbours that come before a pixel in raster order, and after it. */
  readonly before: Int32Array;
  readonly after: Int32Array;
}

function framed({ data, width, height }: Plane, dtype: DType): PixelArray {
  const samples = newSamples(dtype, (width + 2) * (height + 2));
  samples.fill(
    dtype.startsWith("float") ? Number.NEGATIVE_INFINITY : dtype.startsWith("int") ? -(2 ** (8 * samples.BYTES_PER_ELEMENT - 1)) : 0,
  );
  for (let y = 0; y < height; y++) samples.set(data.subarray(y * width, (y + 1) * width), (y + 1) * (width + 2) + 1);
  return samples;
}

function stepsOf(connectivity: Connectivity, stride: number): Pick<Hills, "before" | "after"> {
  const { dx, dy } = neighbourSteps(connectivity);
  const steps = dx.map((x, k) => dy[k] * stride + x);
  return { before: Int32Array.from(steps.filter((step) => step < 0)), after: Int32Array.from(steps.filter((step) => step > 0)) };
}

/** From the first pixel to the last: what comes before a pixel raises it. */
function riseDown({ values, limits, stride, before }: Hills): void {
  for (let row = stride + 1; row < values.length - stride; row += stride)
    for (let p = row; p < row + stride - 2; p++) {
      let value = values[p];
      for (let k = 0; k < before.length; k++) if (values[p + before[k]] > value) value = values[p + before[k]];
      values[p] = Math.min(value, limits[p]);
    }
}

/** From the last pixel to the first: what comes after a pixel raises it. Gives those that may raise others still. */
function riseUp({ values, limits, stride, after }: Hills): Pixels {
  const waiting: Pixels = { places: new Int32Array(1_024), count: 0 };
  for (let row = values.length - 2 * stride + 1; row > stride; row -= stride)
    for (let p = row + stride - 3; p >= row; p--) {
      let value = values[p];
      for (let k = 0; k < after.length; k++) if (values[p + after[k]] > value) value = values[p + after[k]];
      value = Math.min(value, limits[p]);
      values[p] = value;
      let spreads = false;
      for (let k = 0; k < after.length; k++) {
        const other = values[p + after[k]];
        if (other < value && other < limits[p + after[k]]) spreads = true;
      }
      if (spreads) append(waiting, p);
    }
  return waiting;
}

/** Raises the neighbours of those that wait, in their order, until nothing waits. */
function spread({ values, limits, before, after }: Hills, waiting: Pixels): void {
  const around = Int32Array.of(...before, ...after);
  for (let at = 0; at < waiting.count; at++) {
    const value = values[waiting.places[at]];
    for (let k = 0; k < around.length; k++) {
      const next = waiting.places[at] + around[k];
      if (values[next] >= value || values[next] >= limits[next]) continue;
      values[next] = Math.min(value, limits[next]);
      append(waiting, next);
    }
  }
}

/** A list that grows. */
interface Pixels {
  places: Int32Array;
  count: number;
}

function append(pixels: Pixels, place: number): void {
  if (pixels.count === pixels.places.length) {
    const larger = new Int32Array(2 * pixels.count);
    larger.set(pixels.places);
    pixels.places = larger;
  }
  pixels.places[pixels.count++] = place;
}
