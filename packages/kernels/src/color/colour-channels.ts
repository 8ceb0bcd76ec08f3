import type { DType } from "@argosy/core";
import { ArgosyError, dtypeOf } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { sampleRange } from "../exposure/sample-range.ts";

/** Red, green and blue, each `[height, width]`, of one sample type; white is that of the type, 1 for floating point. */
export type ColourChannels = readonly [red: Plane, green: Plane, blue: Plane];

/**
 * The value of white, and new planes for three results.
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sizes or sample types differ.
 */
export function openChannels(channels: ColourChannels): {
  readonly white: number;
  readonly results: readonly [Plane<Float32Array>, Plane<Float32Array>, Plane<Float32Array>];
} {
  const [red, green, blue] = channels;
  requireOneSize(red, green, blue);
  const dtype: DType = dtypeOf(red.data);
  if (channels.some(({ data }) => dtypeOf(data) !== dtype))
    throw new ArgosyError("invalid_argument", "the channels of a colour image must have one sample type");
  const { width, height } = red;
  const result = (): Plane<Float32Array> => ({ data: new Float32Array(width * height), width, height });
  return { white: sampleRange(dtype).high, results: [result(), result(), result()] };
}
