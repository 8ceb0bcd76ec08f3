import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";

/** Planar samples with their size. */
export interface Picture<A extends PixelArray = PixelArray> {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: A;
}

/**
 * Turns stored pixels upright.
 *
 * @param orientation - EXIF orientation: 2 mirrored, 3 turned by 180 degrees, 4 flipped, 5 to 8 with rows and columns exchanged.
 * @returns the same picture for 1, else a new one.
 */
export function makeUpright(picture: Picture, orientation: number): Picture {
  if (orientation <= 1 || orientation > 8) return picture;
  const { width: w, height: h, channels, data } = picture;
  const swapped = orientation >= 5;
  const width = swapped ? h : w;
  const height = swapped ? w : h;
  // where the upright pixel (0, 0) is stored, and how far its neighbours to the right and below are
  const [start, right, below] = (
    {
      2: [w - 1, -1, w],
      3: [w * h - 1, -1, -w],
      4: [w * (h - 1), 1, -w],
      5: [0, w, 1],
      6: [w * (h - 1), -w, 1],
      7: [w * h - 1, -w, -1],
      8: [w - 1, w, -1],
    } as Record<number, readonly [number, number, number]>
  )[orientation]!;
  const out = newSamples(dtypeOf(data), data.length);
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++) {
      let from = c * w * h + start + y * below;
      const to = c * w * h + y * width;
      for (let x = 0; x < width; x++, from += right) out[to + x] = data[from]!;
    }
  return { width, height, channels, data: out };
}
