import type { PixelArray } from "@argosy/core";
import { viewOf } from "../window-reader.ts";

/** Samples as they come out of a decoder. */
export type DecodedSamples = Uint8Array | Uint16Array | Uint32Array;

/** Some whole rows of an image, planar: `data[(c * rows + y) * width + x]`, `y` counted from the band's first row. */
export interface Band {
  /** First row of the band in the image. */
  readonly y: number;
  readonly rows: number;
  readonly width: number;
  readonly channels: number;
  readonly data: DecodedSamples;
}

/** Bytes of samples that a band may hold before it is handed on. */
const BAND_BYTES = 8 * 2 ** 20;

/** Rows of a band for rows of `bytes` bytes. */
export function bandRows(bytes: number, height: number): number {
  return Math.max(1, Math.min(height, Math.floor(BAND_BYTES / Math.max(bytes, 1))));
}

/** New zeroed samples for `bits` bits each. */
export function samplesFor(bits: number, length: number): DecodedSamples {
  return bits === 32 ? new Uint32Array(length) : bits === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

/** Bytes that a sample of `bits` bits takes once it is decoded. */
export function decodedBytes(bits: number): number {
  return Math.max(1, bits / 8);
}

/** How samples lie in stored bytes. */
export interface Packing {
  readonly bits: number;
  /** Samples of a pixel that lie together. */
  readonly channels: number;
  readonly bigEndian: boolean;
}

/** Where unpacked samples go: pixel `i` of channel `c` to `data[offset + c * planeStride + i * step]`. */
export interface Target {
  readonly data: PixelArray;
  readonly offset: number;
  readonly planeStride: number;
  readonly step: number;
}

/** Spreads `count` packed pixels over the planes of a target. Samples of less than 8 bits are not scaled; they start with the high bits. */
export function unpackRow(bytes: Uint8Array, count: number, packing: Packing, target: Target): void {
  const { bits, channels } = packing;
  const { data, planeStride, step } = target;
  if (bits === 8 && channels === 4) {
    unpackFour(bytes, count, target);
    return;
  }
  for (let c = 0; c < channels; c++) {
    let to = target.offset + c * planeStride;
    if (bits === 8) for (let from = c, i = 0; i < count; i++, from += channels, to += step) data[to] = bytes[from]!;
    else if (bits === 16) {
      const high = packing.bigEndian ? 0 : 1;
      for (let from = 2 * c, i = 0; i < count; i++, from += 2 * channels, to += step)
        data[to] = (bytes[from + high]! << 8) | bytes[from + 1 - high]!;
    } else if (bits === 32) {
      const view = viewOf(bytes);
      for (let from = 4 * c, i = 0; i < count; i++, from += 4 * channels, to += step) data[to] = view.getUint32(from, !packing.bigEndian);
    } else {
      const mask = (1 << bits) - 1;
      for (let bit = c * bits, i = 0; i < count; i++, bit += channels * bits, to += step)
        data[to] = (bytes[bit >> 3]! >> (8 - bits - (bit & 7))) & mask;
    }
  }
}

/** Four bytes a pixel in one go: most colour images come so. */
function unpackFour(bytes: Uint8Array, count: number, { data, offset, planeStride, step }: Target): void {
  const [second, third, fourth] = [planeStride, 2 * planeStride, 3 * planeStride];
  for (let from = 0, to = offset; from < 4 * count; from += 4, to += step) {
    data[to] = bytes[from]!;
    data[to + second] = bytes[from + 1]!;
    data[to + third] = bytes[from + 2]!;
    data[to + fourth] = bytes[from + 3]!;
  }
}
