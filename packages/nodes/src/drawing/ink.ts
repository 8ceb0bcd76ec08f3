import type { PixelArray } from "@argosy/core";
import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { sampleRange } from "@argosy/kernels";
import type { ImageValue } from "../values.ts";

/** A colour as shares of white, 0 to 1. */
export type Ink = readonly [red: number, green: number, blue: number];

/** @param text - `#` and 6 hexadecimal digits. */
export function parseInk(text: string): Ink {
  const part = (at: number) => Number.parseInt(text.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** The sample of an ink in a channel; whole for integer types. */
export function sampleOf(channel: Plane, share: number): number {
  const dtype = dtypeOf(channel.data);
  const { low, high } = sampleRange(dtype);
  const value = low + share * (high - low);
  return dtype.startsWith("float") ? value : Math.round(value);
}

/** The channels of an image to draw on, new ones: three for a coloured ink, also where the image is grey. */
export function canvasOf(image: ImageValue, [red, green, blue]: Ink): readonly Plane[] {
  const grey = red === green && green === blue;
  const [first] = image.channels;
  const shown = image.channels.length < 3 && !grey && first !== undefined ? [first, first, first] : image.channels;
  return shown.map((channel) => ({ ...channel, data: channel.data.slice() as PixelArray }));
}

/** A channel of another size filled with one value. */
export function blankLike(channel: Plane, width: number, height: number, value: number): Plane {
  return { data: newSamples(dtypeOf(channel.data), width * height).fill(value), width, height };
}
