import { dtypeOf } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import type { Plane } from "@argosy/kernels";
import { sampleRange } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";

/** How hard deflate tries on crops: more costs much and saves little on noisy images. */
const PNG_LEVEL = 4;

/**
 * An image as PNG of 8 bits, as EcoTaxa wants it: grey for one or two channels, RGB of the first three for more.
 *
 * 8-bit samples are written as they are. Wider ones are scaled by the whole range of their type (floating point: 0..1) and clipped, so that
 * all objects of a collection stay comparable; where they use little of it, put exposure.stretch before. NaN becomes black.
 */
export function encodePicture({ width, height, channels }: ImageValue): Uint8Array {
  const shown = channels.length >= 3 ? channels.slice(0, 3) : channels.slice(0, 1);
  return encodePng({ width, height, bits: 8, planes: shown.map(toBytes) }, PNG_LEVEL);
}

function toBytes({ data }: Plane): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const { low, high } = sampleRange(dtypeOf(data));
  const scale = 255 / (high - low);
  // A clamped array rounds and clips; NaN becomes 0.
  const bytes = new Uint8ClampedArray(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (data[i]! - low) * scale;
  return new Uint8Array(bytes.buffer);
}
