/**
 * What lies outside the frame: `reflect` = the image mirrored at its edge, the edge pixel twice (d c b a | a b c d | d c b a; scipy's
 * default), `nearest` = the edge pixel repeated (scikit-image's default), `mirror` = mirrored at the edge pixel, which stands there once
 * (d c b | a b c d | c b a), `wrap` = the image again (a b c d | a b c d | a b c d), `constant` = zeros.
 */
export type Border = "reflect" | "nearest" | "mirror" | "wrap" | "constant";

/** Every {@link Border}. */
export const BORDERS: readonly Border[] = ["reflect", "nearest", "mirror", "wrap", "constant"];

/**
 * The index in `0..length-1` that stands for any whole index; -1 for what is outside with `constant`.
 *
 * @param length - Samples along the axis, >= 1.
 *
 * Constant time. As numpy's `pad`: symmetric, edge, reflect, wrap and constant.
 */
export function borderIndex(index: number, length: number, border: Border): number {
  if (index >= 0 && index < length) return index;
  switch (border) {
    case "nearest":
      return index < 0 ? 0 : length - 1;
    case "constant":
      return -1;
    case "wrap":
      return ((index % length) + length) % length;
    case "mirror": {
      if (length === 1) return 0;
      const period = 2 * length - 2;
      const inPeriod = ((index % period) + period) % period;
      return inPeriod < length ? inPeriod : period - inPeriod;
    }
    default: {
      const period = 2 * length;
      const inPeriod = ((index % period) + period) % period;
      return inPeriod < length ? inPeriod : period - 1 - inPeriod;
    }
  }
}
