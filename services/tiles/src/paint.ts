import type { Window } from "./channel-windows.ts";

/** A colour, 0 to 255 each. */
export type Rgb = readonly [number, number, number];

/** A picture of one plane (grey) or three (red, green, blue). */
export interface Painted {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly Uint8Array[];
}

/** A channel on its way to a picture: its means, the window that is shown, and its colour where several are mixed. */
export interface ChannelPaint {
  readonly means: Float32Array;
  readonly window: Window;
  readonly color: Rgb;
}

/** Colours of channels that have none of their own. */
const MIXED: readonly Rgb[] = [
  [0, 0, 255],
  [0, 255, 0],
  [255, 0, 0],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 0],
];

/** Six hexadecimal digits as a colour. */
export function parseRgb(text: string): Rgb {
  const value = Number.parseInt(text.slice(0, 6), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour of channel `c` of several: the stated one, unless all are stated white. */
export function channelColor(stated: readonly (string | undefined)[], c: number): Rgb {
  const own = stated[c];
  const allWhite = stated.every((color) => color === undefined || color.toUpperCase() === "FFFFFF");
  return own === undefined || allWhite ? MIXED[c % MIXED.length]! : parseRgb(own);
}

/** One channel as grey. What lies beyond the image gets the background, in colour where that is no grey. */
export function paintGrey(width: number, height: number, { means, window }: ChannelPaint, background: Rgb): Painted {
  const grey = background[0] === background[1] && background[1] === background[2];
  const planes = (grey ? [0] : [0, 1, 2]).map((band) => windowed(means, window, background[band]!));
  return { width, height, planes };
}

/** Three channels as red, green and blue. */
export function paintRgb(width: number, height: number, channels: readonly ChannelPaint[], background: Rgb): Painted {
  return { width, height, planes: [0, 1, 2].map((band) => windowed(channels[band]!.means, channels[band]!.window, background[band]!)) };
}

/** Channels of different colours, added. */
export function paintMixed(width: number, height: number, channels: readonly ChannelPaint[], background: Rgb): Painted {
  const planes = [0, 1, 2].map((band) => {
    const sums = new Float32Array(width * height);
    for (const { means, window, color } of channels) {
      const scale = color[band]! / (window.end - window.start);
      const most = color[band]!;
      for (let i = 0; i < sums.length; i++) sums[i]! += Math.min(most, Math.max(0, (means[i]! - window.start) * scale));
    }
    return windowed(sums, { start: 0, end: 255 }, background[band]!);
  });
  return { width, height, planes };
}

function windowed(means: Float32Array, { start, end }: Window, background: number): Uint8Array {
  const out = new Uint8Array(means.length);
  const scale = 255 / (end - start);
  for (let i = 0; i < out.length; i++) {
    const value = (means[i]! - start) * scale;
    out[i] = Number.isNaN(value) ? background : value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5);
  }
  return out;
}
