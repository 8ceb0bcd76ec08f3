import type { Labels, Mask, Plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";

/** Pixels `[height][width][r, g, b, a]`; alpha is 0 or 255, so that no colour is rounded on its way. */
export interface Drawn {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

const FOREGROUND = 0xff00c2ff;
/** Steps on the circle of hues that keep neighbours far apart. */
const GOLDEN = 0.618_033_988_75;

/** A result of a node as a picture: images in grey or colour, masks in one colour, labels each in its own. */
export function drawResult(kind: string, value: unknown, style: "fill" | "outline"): Drawn | undefined {
  if (kind === "image") return drawImage(value as ImageValue);
  if (kind === "mask") return drawMask(value as Mask, style);
  if (kind === "labels") return drawLabels(value as Labels, style);
  return undefined;
}

/** Samples of 8 bits as they are, others between their least and greatest. */
function drawImage({ channels, width, height }: ImageValue): Drawn {
  const shown = channels.length >= 3 ? channels.slice(0, 3) : [channels[0]!, channels[0]!, channels[0]!];
  const [red, green, blue] = shown.map((channel, c) => (c > 0 && channel === shown[0] ? undefined : toBytes(channel)));
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, at = 0; at < data.length; i++, at += 4) {
    data[at] = red![i]!;
    data[at + 1] = (green ?? red!)[i]!;
    data[at + 2] = (blue ?? red!)[i]!;
    data[at + 3] = 255;
  }
  return { data, width, height };
}

function toBytes({ data }: Plane): Uint8Array | Uint8ClampedArray {
  if (data instanceof Uint8Array) return data;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? 255 / (high - low) : 0;
  const bytes = new Uint8ClampedArray(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (data[i]! - low) * scale;
  return bytes;
}

function drawMask({ data, width, height }: Mask, style: "fill" | "outline"): Drawn {
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) if (data[i] !== 0 && (style === "fill" || isEdge(data, i, width, height))) pixels[i] = FOREGROUND;
  return { data: new Uint8ClampedArray(pixels.buffer), width, height };
}

/** Colours go by the number of the label alone, so that a change of parameters does not change those of what stays. */
export function drawLabels({ data, width, height }: Labels, style: "fill" | "outline"): Drawn {
  const pixels = new Uint32Array(width * height);
  let last = 0;
  let color = 0;
  for (let i = 0; i < pixels.length; i++) {
    const label = data[i]!;
    if (label === 0 || (style === "outline" && !isEdge(data, i, width, height))) continue;
    if (label !== last) {
      last = label;
      color = labelColor(label);
    }
    pixels[i] = color;
  }
  return { data: new Uint8ClampedArray(pixels.buffer), width, height };
}

/** Whether a pixel has another neighbour above, below or beside it; what lies at the frame does. */
function isEdge(data: Labels["data"] | Mask["data"], i: number, width: number, height: number): boolean {
  const x = i % width;
  const label = data[i];
  if (x === 0 || x === width - 1 || i < width || i >= width * (height - 1)) return true;
  if (data[i - 1] !== label || data[i + 1] !== label || data[i - width] !== label || data[i + width] !== label) return true;
  // Two pixels wide: one is lost where the image is shown smaller than it is.
  return data[i - 2] !== label || data[i + 2] !== label || data[i - 2 * width] !== label || data[i + 2 * width] !== label;
}

/** As little-endian RGBA: bright, with a hue of its own. */
function labelColor(label: number): number {
  const hue = (label * GOLDEN) % 1;
  const light = label % 2 === 0 ? 0.68 : 0.58;
  const channel = (n: number) => {
    const k = (n + hue * 12) % 12;
    return Math.round(255 * (light - 0.9 * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return ((255 << 24) | (channel(4) << 16) | (channel(8) << 8) | channel(0)) >>> 0;
}
