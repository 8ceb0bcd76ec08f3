/**
 * What lies outside the frame: `reflect` = the image mirrored at its edge, the edge pixel twice (d c b a | a b c d | d c b a; scipy's
 * default), `nearest` = the edge pixel repeated (scikit-image's default).
 */
export type Border = "reflect" | "nearest";

/** The index in `0..length-1` that stands for any whole index. `length` >= 1. */
export function borderIndex(index: number, length: number, border: Border): number {
  if (border === "nearest") return Math.min(Math.max(index, 0), length - 1);
  const period = 2 * length;
  const inPeriod = ((index % period) + period) % period;
  return inPeriod < length ? inPeriod : period - 1 - inPeriod;
}
