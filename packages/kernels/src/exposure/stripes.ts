import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { convolveColumns, convolveRows } from "../filters/convolve.ts";
import { gaussianWeights } from "../filters/gaussian-weights.ts";
import { medianValue } from "./ranked-value.ts";
import { sampleRange } from "./sample-range.ts";

/** Along what stripes run: the rows or the columns of the image. */
export type StripeDirection = "rows" | "columns";

const TRUNCATE = 4;

/**
 * How much brighter each row (or column) is than those beside it, as scanners, line cameras and light sheets leave it.
 *
 * The offset of a line is the median, over its pixels, of how far each lies above the blur across the lines at its place: objects that
 * cover less than half of a line do not count. Samples that are not finite are left out; a line without any other has offset 0.
 *
 * @param sigma - Of the blur across the lines, in lines, > 0: above the width of a stripe, below the width over which the light changes.
 *   Beyond the frame the edge line is repeated.
 * @returns `[height]` for rows, `[width]` for columns, 32 bits, in grey values; about 0 in the mean.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sigma is not above 0.
 *
 * Time O(pixels * sigma).
 *
 * Source: our own definition, as there is none that others share.
 */
export function stripeOffsets(plane: Plane, direction: StripeDirection, sigma: number): Float32Array {
  requireSamples(plane);
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new ArgosyError("invalid_argument", "sigma must be above 0", { details: { sigma } });
  const { data, width, height } = plane;
  const rows = direction === "rows";
  const weights = gaussianWeights(sigma, TRUNCATE);
  const line = { weights, origin: 0, step: 1, count: rows ? height : width };
  const blurred = (rows ? convolveColumns(plane, line, "nearest") : convolveRows(plane, line, "nearest")).data;
  const apart = new Float32Array(rows ? width : height);
  return Float32Array.from({ length: line.count }, (_, at) => {
    let count = 0;
    for (let k = 0; k < apart.length; k++) {
      const i = rows ? at * width + k : k * width + at;
      const above = data[i] - blurred[i];
      if (Number.isFinite(above)) apart[count++] = above;
    }
    return count === 0 ? 0 : medianValue(apart.subarray(0, count));
  });
}

/**
 * Take the offsets of {@link stripeOffsets} off their lines.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param offsets - One a row or column.
 * @returns Of the same sample type: integers rounded to the nearest, halves up, and clipped. NaN stays NaN.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or not one offset a line.
 *
 * Time O(pixels).
 *
 * Source: as {@link stripeOffsets}.
 */
export function removeStripes(plane: Plane, direction: StripeDirection, offsets: Float32Array): Plane {
  requireSamples(plane);
  const { data, width, height } = plane;
  const rows = direction === "rows";
  if (offsets.length !== (rows ? height : width))
    throw new ArgosyError("invalid_argument", "there must be one offset a line", { details: { offsets: offsets.length, width, height } });
  const dtype = dtypeOf(data);
  const whole = !dtype.startsWith("float");
  const { low, high } = sampleRange(dtype);
  const out = newSamples(dtype, data.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const value = data[i] - offsets[rows ? y : x];
      out[i] = whole ? Math.min(high, Math.max(low, Math.floor(value + 0.5))) : value;
    }
  return { data: out, width, height };
}
