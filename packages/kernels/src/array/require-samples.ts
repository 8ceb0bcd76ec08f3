import { ArgosyError } from "@argosy/core";
import type { Plane } from "./plane.ts";

/**
 * Refuses a plane without a pixel.
 *
 * @throws {ArgosyError} `invalid_argument` when width or height is 0.
 */
export function requireSamples({ data, width, height }: Plane): void {
  if (data.length === 0) throw new ArgosyError("invalid_argument", "the plane holds no pixel", { details: { width, height } });
}

/**
 * Refuses planes that do not lie over each other.
 *
 * @throws {ArgosyError} `invalid_argument` when a plane has no pixel, or another size than the first; one that is left out does not count.
 */
export function requireOneSize(first: Plane, ...others: readonly (Plane | undefined)[]): void {
  requireSamples(first);
  const { width, height } = first;
  for (const other of others)
    if (other !== undefined && (other.width !== width || other.height !== height))
      throw new ArgosyError("invalid_argument", "the planes must have one size", { details: { width, height } });
}
