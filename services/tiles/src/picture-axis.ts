/** How the pixels of a picture lie on one axis of an image. */
export interface PictureAxis {
  /** First pixel of the level that is needed, and how many. */
  readonly start: number;
  readonly length: number;
  /** By pixel of the picture: the part of the level that it shows, `[from, to)` relative to `start`; empty where it lies beyond the image. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** One axis of a region of an image, and of the picture that it becomes. */
export interface AxisWish {
  /** In pixels of the full resolution; may reach beyond the image. */
  readonly start: number;
  readonly length: number;
  readonly pixels: number;
  /** Pixels of the picture that are laid on either side of it, too. */
  readonly margin?: number;
}

/** Full-resolution pixels that one pixel of the picture stands for. */
export function pixelStep({ start, length, pixels }: AxisWish, full: number): number {
  // Where a region ends with the image its last pixel may be a part only: the step is the power of two that all other tiles have.
  if (start + length === full && length >= pixels) {
    const step = 2 ** Math.ceil(Math.log2(length / pixels));
    if (Math.ceil(length / step) === pixels) return step;
  }
  return length / pixels;
}

/**
 * Lays the pixels of a picture over a level of an image.
 *
 * @param scale - full-resolution pixels of one pixel of the level: 2 to the number of the level.
 * @param full - size of the image at full resolution; @param size - at that level.
 * @returns `undefined` when the region does not meet the image.
 */
export function layAxis(wish: AxisWish, { scale, full, size }: { readonly scale: number; readonly full: number; readonly size: number }) {
  const step = pixelStep(wish, full);
  const margin = wish.margin ?? 0;
  const pixels = wish.pixels + 2 * margin;
  const from = new Float64Array(pixels);
  const to = new Float64Array(pixels);
  let first = size;
  let last = 0;
  for (let i = 0; i < pixels; i++) {
    const a = wish.start + (i - margin) * step;
    const b = a + step;
    if (b <= 0 || a >= full) continue;
    from[i] = Math.max(a, 0) / scale;
    to[i] = b >= full ? size : b / scale;
    first = Math.min(first, Math.floor(from[i]!));
    last = Math.max(last, Math.ceil(to[i]!));
  }
  if (last <= first) return undefined;
  for (let i = 0; i < pixels; i++) {
    if (to[i]! <= from[i]!) continue;
    from[i]! -= first;
    to[i]! -= first;
  }
  return { start: first, length: last - first, from, to } satisfies PictureAxis;
}
