import type { Box } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { ChannelWindows, Window } from "./channel-windows.ts";
import { omeroChannels } from "./channel-windows.ts";
import type { ChannelPaint, Painted, Rgb } from "./paint.ts";
import { channelColor, paintGrey, paintMixed, paintRgb } from "./paint.ts";
import type { PictureAxis } from "./picture-axis.ts";
import { layAxis, pixelStep } from "./picture-axis.ts";
import { areaMeans, middleSamples } from "./resample.ts";
import type { StoredImage, StoredImages } from "./stored-images.ts";
import { levelSize } from "./stored-images.ts";

/** A part of an image, and the size of its picture. */
export interface RegionWish {
  /** In pixels of the full resolution; may reach beyond the image. */
  readonly region: Box;
  readonly width: number;
  readonly height: number;
  /** Grey values that are shown as black and as full brightness, in all channels; without: those of each channel. */
  readonly shown?: Window;
}

/** What regions are rendered from. */
export interface RenderTools {
  readonly images: StoredImages;
  readonly windows: ChannelWindows;
}

/** How the pixels of a picture lie over a level of an image. */
interface Laid {
  readonly level: number;
  readonly x: PictureAxis;
  readonly y: PictureAxis;
}

/** The longest side of a picture: it fits one message, however badly it compresses. */
export const LARGEST_SIDE = 1_024;

/**
 * A region of an image, reduced to the size of a picture: each pixel is the mean of the area that it shows.
 *
 * @throws {ArgosyError} ADDRESS_INVALID for a size that cannot be, TILE_OUT_OF_RANGE for a region beyond the image, OBJECT_CORRUPT.
 */
export async function renderRegion(
  { images, windows }: RenderTools,
  image: StoredImage & { readonly colour: string },
  wish: RegionWish,
  background: Rgb,
  signal: AbortSignal,
): Promise<Painted> {
  const laid = layPicture(image, wish);
  const { extent } = image.array;
  const shown = image.colour === "rgb" && extent.c >= 3 ? 3 : extent.c;
  const colors = omeroChannels(image).map(({ color }) => color);
  const channels = await Promise.all(
    Array.from({ length: shown }, async (_, c): Promise<ChannelPaint> => {
      const samples = await images.read(image, laid.level, boxOf(laid), c, signal);
      return {
        means: areaMeans({ samples, x: laid.x, y: laid.y }),
        window: wish.shown ?? (await windows(image, c, signal)),
        color: channelColor(colors, c),
      };
    }),
  );
  if (shown === 1) return paintGrey(wish.width, wish.height, channels[0]!, background);
  const paint = image.colour === "rgb" ? paintRgb : paintMixed;
  return paint(wish.width, wish.height, channels, background);
}

/**
 * A region of a label image, reduced to the size of a picture: each pixel is the label in its middle; 0 beyond the image.
 * With a margin the answer has as many pixels more on each side.
 */
export async function renderLabels(
  images: StoredImages,
  image: StoredImage,
  wish: RegionWish & { readonly margin?: number },
  signal: AbortSignal,
): Promise<Uint32Array> {
  const laid = layPicture(image, wish);
  const samples = await images.read(image, laid.level, boxOf(laid), 0, signal);
  return middleSamples({ samples, x: laid.x, y: laid.y });
}

function layPicture(image: StoredImage, { region, width, height, margin = 0 }: RegionWish & { readonly margin?: number }): Laid {
  checkWish(region, width, height);
  const wishes = {
    x: { start: region.x, length: region.width, pixels: width, margin },
    y: { start: region.y, length: region.height, pixels: height, margin },
  };
  const step = Math.min(pixelStep(wishes.x, image.width), pixelStep(wishes.y, image.height));
  // The smallest level that still has at least as many pixels as the picture.
  const level = Math.max(0, Math.min(image.array.levels.length - 1, Math.floor(Math.log2(Math.max(step, 1)) + 1e-9)));
  const size = levelSize(image, level);
  const x = layAxis(wishes.x, { scale: 2 ** level, full: image.width, size: size.width });
  const y = layAxis(wishes.y, { scale: 2 ** level, full: image.height, size: size.height });
  if (x === undefined || y === undefined) throw refusal("TILE_OUT_OF_RANGE", "the region lies outside the image", { ...region });
  return { level, x, y };
}

function checkWish(region: Box, width: number, height: number): void {
  if (![width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE))
    throw refusal("ADDRESS_INVALID", `a picture has 1 to ${LARGEST_SIDE} pixels a side`, { width, height });
  if (region.width < 1 || region.height < 1 || region.x < 0 || region.y < 0)
    throw refusal("ADDRESS_INVALID", "a region has at least one pixel and begins inside the image", { ...region });
}

function boxOf({ x, y }: Laid): Box {
  return { x: x.start, y: y.start, width: x.length, height: y.length };
}
