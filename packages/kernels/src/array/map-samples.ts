import type { PixelArray } from "@argosy/core";

/**
 * Writes what becomes of each sample into `to`, which has the same length, and gives `to`: as `to.constructor.from(data, change)`, which
 * asks an iterator for every sample and takes twenty times as long.
 *
 * @param data - `[n]`; not changed, unless it is `to` itself.
 * @param to - `[n]` or longer; what does not fit its type is cut down as a typed array does.
 *
 * Time O(samples).
 */
export function mapSamples<A extends PixelArray>(data: PixelArray, to: A, change: (value: number) => number): A {
  for (let i = 0; i < data.length; i++) to[i] = change(data[i]);
  return to;
}
