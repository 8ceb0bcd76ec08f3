import type { StoredImage, StoredImages } from "./stored-images.ts";

/** The grey values of a channel that are shown as black and as full brightness. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Windows of the channels of arrays, found once each. */
export type ChannelWindows = (image: StoredImage, c: number, signal: AbortSignal) => Promise<Window>;

interface OmeroChannel {
  readonly color?: string;
  readonly window?: { readonly start?: number; readonly end?: number };
}

const KEPT = 4_096;
/** Frames of a stack that are looked at, and the share of samples that may lie outside at either end. */
const FRAMES = 4;
const OUTSIDE = 0.001;

/** What the metadata of an array says of its channels. */
export function omeroChannels({ array }: StoredImage): readonly OmeroChannel[] {
  const attributes = array.metadata.group["attributes"] as {
    readonly ome?: { readonly omero?: { readonly channels?: readonly OmeroChannel[] } };
  };
  return attributes.ome?.omero?.channels ?? [];
}

/**
 * The window of a channel: 8-bit samples as they are; else what the metadata says, unless that is no more than the range of the sample type:
 * then the quantiles of the smallest level, over some frames of the stack, so that all its frames look alike.
 */
export function createChannelWindows(images: StoredImages): ChannelWindows {
  const known = new Map<string, Promise<Window>>();
  return (image, c, signal) => {
    const key = `${image.id} ${c}`;
    const found = known.get(key) ?? findWindow(images, image, c, signal);
    known.delete(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    return found;
  };
}

async function findWindow(images: StoredImages, image: StoredImage, c: number, signal: AbortSignal): Promise<Window> {
  const { dtype } = image.array;
  const { start, end } = omeroChannels(image)[c]?.window ?? {};
  const stated = start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
  const wholeRange = dtype.startsWith("float") ? undefined : rangeOf(dtype);
  if (
    stated !== undefined &&
    (dtype === "uint8" || (wholeRange !== undefined && (stated.start !== wholeRange.start || stated.end !== wholeRange.end)))
  )
    return stated;
  return dtype === "uint8" ? { start: 0, end: 255 } : quantileWindow(images, image, c, signal);
}

function rangeOf(dtype: string): Window {
  const bits = Number(/\d+$/.exec(dtype)?.[0] ?? 8);
  return dtype.startsWith("u") ? { start: 0, end: 2 ** bits - 1 } : { start: -(2 ** (bits - 1)), end: 2 ** (bits - 1) - 1 };
}

async function quantileWindow(images: StoredImages, image: StoredImage, c: number, signal: AbortSignal): Promise<Window> {
  const { extent, levels } = image.array;
  const level = levels.length - 1;
  const { width, height } = levels[level]!;
  const samples: number[] = [];
  const count = Math.min(FRAMES, extent.t);
  for (let i = 0; i < count; i++) {
    const frame = { ...image, t: count === 1 ? 0 : Math.round((i * (extent.t - 1)) / (count - 1)) };
    const plane = await images.read(frame, level, { x: 0, y: 0, width, height }, c, signal);
    const stride = Math.max(1, Math.floor(plane.length / 65_536));
    // Zeros do not count: smaller frames of a stack are padded with them.
    for (let at = 0; at < plane.length; at += stride) if (plane[at] !== 0 && Number.isFinite(plane[at])) samples.push(plane[at]!);
  }
  samples.sort((a, b) => a - b);
  const start = samples[Math.floor(OUTSIDE * (samples.length - 1))] ?? 0;
  const end = samples[Math.ceil((1 - OUTSIDE) * (samples.length - 1))] ?? 1;
  return end > start ? { start, end } : { start, end: start + 1 };
}
