import type { PixelArray } from "@argosy/core";
import type { PictureAxis } from "./picture-axis.ts";

/** Samples of a region and how a picture lies over them. */
export interface Resampling {
  /** `[y.length, x.length]` */
  readonly samples: PixelArray;
  readonly x: PictureAxis;
  readonly y: PictureAxis;
}

/** Each pixel the mean of the area that it shows, pixels weighted by their share in it; NaN where it lies beyond the image. */
export function areaMeans({ samples, x, y }: Resampling): Float32Array {
  const [width, height] = [x.from.length, y.from.length];
  const out = new Float32Array(width * height).fill(Number.NaN);
  const across = new Float64Array(width);
  const sums = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    const [top, bottom] = [y.from[row]!, y.to[row]!];
    if (bottom <= top) continue;
    sums.fill(0);
    for (let line = Math.floor(top); line < bottom; line++) {
      const share = Math.min(bottom, line + 1) - Math.max(top, line);
      meansOfLine(samples, line * x.length, x, across);
      for (let column = 0; column < width; column++) sums[column]! += share * across[column]!;
    }
    for (let column = 0; column < width; column++)
      if (x.to[column]! > x.from[column]!) out[row * width + column] = sums[column]! / (bottom - top);
  }
  return out;
}

function meansOfLine(samples: PixelArray, offset: number, x: PictureAxis, across: Float64Array): void {
  for (let column = 0; column < across.length; column++) {
    const [left, right] = [x.from[column]!, x.to[column]!];
    const first = Math.floor(left);
    if (left === first && right === first + 1) {
      across[column] = samples[offset + first]!;
      continue;
    }
    let sum = 0;
    for (let at = first; at < right; at++) sum += (Math.min(right, at + 1) - Math.max(left, at)) * samples[offset + at]!;
    across[column] = right > left ? sum / (right - left) : 0;
  }
}

/** Each pixel the sample at the middle of the area that it shows: for labels, which have no mean. 0 beyond the image. */
export function middleSamples({ samples, x, y }: Resampling): Uint32Array {
  const [width, height] = [x.from.length, y.from.length];
  const out = new Uint32Array(width * height);
  const columns = Int32Array.from(x.from, (from, i) => (x.to[i]! > from ? Math.floor((from + x.to[i]!) / 2) : -1));
  for (let row = 0; row < height; row++) {
    if (y.to[row]! <= y.from[row]!) continue;
    const offset = Math.floor((y.from[row]! + y.to[row]!) / 2) * x.length;
    for (let column = 0; column < width; column++)
      if (columns[column]! >= 0) out[row * width + column] = samples[offset + columns[column]!]!;
  }
  return out;
}
