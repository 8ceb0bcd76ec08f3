import { ArgosyError } from "@argosy/core";

/** Anything that has a width and a height in pixels. */
interface Frame {
  readonly width: number;
  readonly height: number;
}

/**
 * Refuse planes without pixels and planes of different size: a kernel that takes several needs them to show one frame.
 *
 * @throws {ArgosyError} `invalid_argument`.
 */
export function requireSameFrame(first: Frame, ...others: readonly (Frame | undefined)[]): void {
  const { width, height } = first;
  if (width < 1 || height < 1) throw new ArgosyError("invalid_argument", "a plane without pixels", { details: { width, height } });
  for (const other of others)
    if (other !== undefined && (other.width !== width || other.height !== height))
      throw new ArgosyError("invalid_argument", "the planes must have one size", {
        details: { width, height, otherWidth: other.width, otherHeight: other.height },
      });
}
