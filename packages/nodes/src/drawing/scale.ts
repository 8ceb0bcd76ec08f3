/** A bar that shows a scale. */
export interface ScaleBar {
  /** In pixels, at least 1. */
  readonly length: number;
  /** As it is written beside it. */
  readonly text: string;
}

/**
 * The longest bar of a round length (1, 2 or 5 times a power of ten) that fits into `room` pixels; at least one pixel.
 *
 * @param pixelSize - micrometres a pixel; where it is not known the bar counts pixels.
 */
export function roundScale(room: number, pixelSize: number | undefined): ScaleBar {
  const step = pixelSize ?? 1;
  let value = 10 ** Math.floor(Math.log10(Math.max(room, 1) * step));
  // 10 only where the logarithm was rounded down.
  for (const factor of [10, 5, 2]) {
    if (value * factor <= room * step) {
      value *= factor;
      break;
    }
  }
  if (pixelSize === undefined) value = Math.max(1, value);
  return scaleOf(value, pixelSize);
}

/** The bar of a given length, in micrometres, or in pixels where the size of a pixel is not known. */
export function scaleOf(value: number, pixelSize: number | undefined): ScaleBar {
  const length = Math.max(1, Math.round(value / (pixelSize ?? 1)));
  if (pixelSize === undefined) return { length, text: `${plain(value)} px` };
  if (value >= 1000) return { length, text: `${plain(value / 1000)} mm` };
  if (value >= 1) return { length, text: `${plain(value)} µm` };
  return { length, text: `${plain(value * 1000)} nm` };
}

function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
