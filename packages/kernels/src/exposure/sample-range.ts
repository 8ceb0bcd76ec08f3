import type { DType } from "@argosy/core";
import type { GreyRange } from "./rescale.ts";

const RANGES: Readonly<Record<DType, GreyRange>> = {
  uint8: { low: 0, high: 255 },
  int8: { low: -128, high: 127 },
  uint16: { low: 0, high: 65535 },
  int16: { low: -32768, high: 32767 },
  uint32: { low: 0, high: 4294967295 },
  int32: { low: -2147483648, high: 2147483647 },
  float32: { low: 0, high: 1 },
  float64: { low: 0, high: 1 },
};

/**
 * The grey values from black to white of a sample type: all values of an integer type, 0..1 for floating point.
 *
 * Constant time. As numpy's `iinfo` for integers, and scikit-image's convention for floating point.
 */
export function sampleRange(dtype: DType): GreyRange {
  return RANGES[dtype];
}
