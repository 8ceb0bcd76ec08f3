import type { Box, PixelArray } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { SamplePart } from "@argosy/rpc";
import type { StoredImages } from "./stored-images.ts";
import { levelSize } from "./stored-images.ts";

/** Which samples. */
export interface SampleWish {
  readonly project: string;
  readonly image: string;
  readonly level: number;
  /** In pixels of the level. */
  readonly region: Box;
}

const LARGEST_SIDE = 4_096;
/** Bytes of one message. */
const BAND_BYTES = 2 ** 20;

/**
 * The stored samples of a region, channel by channel in bands of rows, after a message that says what comes.
 *
 * @throws {ArgosyError} ADDRESS_INVALID, TILE_OUT_OF_RANGE, `not_found`, OBJECT_CORRUPT.
 */
export async function* readSamples(images: StoredImages, wish: SampleWish, signal: AbortSignal): AsyncGenerator<SamplePart> {
  const { level, region } = wish;
  const image = await images.image(wish.project, wish.image, signal);
  const { dtype, levels, extent } = image.array;
  if (!Number.isInteger(level) || level < 0 || level >= levels.length)
    throw refusal("TILE_OUT_OF_RANGE", "the image has no such level", { level, levels: levels.length });
  checkRegion(region, levelSize(image, level));
  const nothing = { dtype: "", channels: 0, width: 0, height: 0, levels: 0 };
  const { width, height } = region;
  yield { dtype, channels: extent.c, width, height, levels: levels.length, data: new Uint8Array(0) };
  for (let c = 0; c < extent.c; c++) {
    const bytes = littleEndian(await images.read(image, level, region, c, signal));
    for (let at = 0; at < bytes.length; at += BAND_BYTES) yield { ...nothing, data: bytes.subarray(at, at + BAND_BYTES) };
  }
}

function checkRegion(region: Box, size: { readonly width: number; readonly height: number }): void {
  const { x, y, width, height } = region;
  if (![width, height].every((side) => side >= 1 && side <= LARGEST_SIDE) || x < 0 || y < 0)
    throw refusal("ADDRESS_INVALID", `a region has 1 to ${LARGEST_SIDE} pixels a side`, { ...region });
  if (x + width > size.width || y + height > size.height)
    throw refusal("TILE_OUT_OF_RANGE", "the region does not lie inside the image", {
      ...region,
      imageWidth: size.width,
      imageHeight: size.height,
    });
}

/** Samples lie in the order of the machine, which is little-endian on every machine that we run on. */
function littleEndian({ buffer, byteOffset, byteLength }: PixelArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
