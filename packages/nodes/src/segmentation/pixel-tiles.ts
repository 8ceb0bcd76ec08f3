import type { Box } from "@argosy/core";
import type { PixelFeatures } from "@argosy/kernels";
import { PIXEL_SIGMAS, pixelFeatures } from "@argosy/kernels";
import { cutImage } from "../cut.ts";
import type { NodeContext } from "../define-node.ts";
import type { ImageValue } from "../values.ts";

/** Bytes of features at once, as a rule. */
const MOST_BYTES = 256 * 2 ** 20;
/** Pixels a side of a tile of an image that is larger. */
const TILE = 512;
/** Grey value, edges, valley and ridge. */
const KINDS = 4;

/** How many features a pixel of an image has. */
export function featureCountOf({ channels }: ImageValue): number {
  return channels.length * PIXEL_SIGMAS.length * KINDS;
}

/** How far away a pixel still counts: the coarsest blur ends at 4 sigma, and differences reach beyond it. */
export function reachOf(scale: number): number {
  return Math.ceil(4 * Math.max(...PIXEL_SIGMAS) * scale) + 3;
}

/** Features of a part of an image. */
export interface PixelTile {
  readonly features: PixelFeatures;
  /** Pixels that the features lie on. */
  readonly box: Box;
  /** Those among them that are the tile: around them lies what they reach to. */
  readonly own: Box;
}

/** Which tiles of an image are worked out, and how. */
export interface TileWish {
  /** Pixels of the finest blur. */
  readonly scale: number;
  readonly context: NodeContext;
  /** Whether a tile is needed; default: all are. */
  readonly wanted?: (own: Box) => boolean;
  /** Bytes of features at once; an image that needs more is cut. */
  readonly mostBytes?: number;
}

/**
 * The features of all pixels, tile by tile where the image is large; tiles give what the whole gives. Differences are multiplied by the
 * scale, so that an image of half the pixels has about the same features at half the scale.
 */
export function* pixelTiles(image: ImageValue, { scale, context, wanted, mostBytes = MOST_BYTES }: TileWish): Generator<PixelTile> {
  const { width, height } = image;
  const whole = { x: 0, y: 0, width, height };
  if (width * height * featureCountOf(image) * Float32Array.BYTES_PER_ELEMENT <= mostBytes) {
    const make = () => featuresOf(image, scale);
    yield { features: context.remember?.(`features ${scale}`, make) ?? make(), box: whole, own: whole };
    return;
  }
  const reach = reachOf(scale);
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) {
      const own = { x, y, width: Math.min(TILE, width - x), height: Math.min(TILE, height - y) };
      if (wanted?.(own) === false) continue;
      const box = grown(own, reach, image);
      yield { features: featuresOf(cutImage(image, box), scale), box, own };
    }
  }
}

function grown({ x, y, width, height }: Box, by: number, image: ImageValue): Box {
  const [left, top] = [Math.max(0, x - by), Math.max(0, y - by)];
  return {
    x: left,
    y: top,
    width: Math.min(image.width, x + width + by) - left,
    height: Math.min(image.height, y + height + by) - top,
  };
}

function featuresOf({ channels }: ImageValue, scale: number): PixelFeatures {
  const features = pixelFeatures(
    channels,
    PIXEL_SIGMAS.map((sigma) => sigma * scale),
  );
  if (scale === 1) return features;
  const pixels = features.width * features.height;
  for (let f = 0; f < features.names.length; f++) {
    const factor = [1, scale, scale ** 2, scale ** 2][f % KINDS]!;
    if (factor !== 1) for (let i = f * pixels; i < (f + 1) * pixels; i++) features.data[i]! *= factor;
  }
  return features;
}
