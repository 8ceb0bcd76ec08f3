import type { Labels, Mask, Plane } from "../../src/index.ts";
import { labelComponents } from "../../src/index.ts";

/** What is not 0 in a plane, NaN too, as a mask. */
export function maskOf({ data, width, height }: Plane): Mask {
  return { data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)), width, height };
}

/** The 8-connected parts of {@link maskOf}. */
export function labelsOf(plane: Plane): Labels {
  return labelComponents(maskOf(plane), 8).labels;
}

/** A label on every eleventh pixel, and on the first. */
export function seedsOf({ data, width, height }: Plane): Labels {
  return { data: Uint32Array.from(data, (_, i) => (i % 11 === 0 ? 1 + i / 11 : 0)), width, height };
}
