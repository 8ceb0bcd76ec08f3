import type { DType } from "@argosy/core";
import { newSamples } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { sampleRange } from "@argosy/kernels";

/** Shares of 0 to 1 as samples of a type over its whole range, integers rounded to the nearest, halves up; NaN becomes 0 in these. */
export function fromShares({ data, width, height }: Plane, dtype: DType): Plane {
  const { low, high } = sampleRange(dtype);
  const half = dtype.startsWith("float") ? undefined : 0.5;
  const out = newSamples(dtype, data.length);
  for (let i = 0; i < out.length; i++) {
    const value = low + data[i]! * (high - low);
    out[i] = half === undefined ? value : Math.floor(value + half);
  }
  return { data: out, width, height };
}

/** Grey values as samples of a type: integers rounded to the nearest, halves up, and clipped. */
export function rounded({ data, width, height }: Plane, dtype: DType): Plane {
  const out = newSamples(dtype, data.length);
  if (dtype.startsWith("float")) out.set(data);
  else {
    const { low, high } = sampleRange(dtype);
    for (let i = 0; i < out.length; i++) out[i] = Math.min(high, Math.max(low, Math.floor(data[i]! + 0.5)));
  }
  return { data: out, width, height };
}

/** Whether any sample is a number that is not infinite. */
export function hasFinite({ data }: Plane): boolean {
  return data.some((value: number) => Number.isFinite(value));
}
