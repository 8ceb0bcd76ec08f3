import { LIMITS, refusal } from "@argosy/core";
import { checkSize, unsupportedPixels } from "../check-size.ts";
import type { Colour, PageHeader } from "../header.ts";
import { corrupt, type Directory } from "./directory.ts";
import { COMPRESSIONS, OTHER_COMPRESSIONS, PHOTOMETRICS, TAG } from "./tags.ts";

/** What a page of a TIFF looks like and how it is stored. */
export interface TiffPage {
  readonly header: Omit<PageHeader, "pixelSize" | "description">;
  /** Each channel in segments of its own. */
  readonly planar: boolean;
  /** Horizontal differences were stored. */
  readonly differences: boolean;
  /** Bits of each byte run from the low end. */
  readonly reversed: boolean;
  readonly photometric: number;
  /** Size of a strip or tile in pixels; the last strip may be lower. */
  readonly segmentWidth: number;
  readonly segmentHeight: number;
  /** What the alpha channel holds; only the last channel can be alpha. */
  readonly premultiplied: boolean;
}

const ALPHA_ASSOCIATED = 1;
const ALPHA_SEPARATE = 2;

/**
 * The fields of a page that say what its samples are, checked: kind of samples, compression, size, segments.
 *
 * @throws {ArgosyError} `UNSUPPORTED_PIXEL_TYPE`, `UNSUPPORTED_COMPRESSION`, `IMAGE_TOO_LARGE`, `IMAGE_INVALID_DIMENSIONS`, `TIFF_CORRUPT`.
 */
export async function readPage(directory: Directory): Promise<TiffPage> {
  const number = async (name: Parameters<Directory["number"]>[0], other: number) => (await directory.number(name)) ?? other;
  const width = await required(directory, "ImageWidth");
  const height = await required(directory, "ImageLength");
  const channels = await number("SamplesPerPixel", 1);
  const tiled = directory.has(TAG.TileWidth) || directory.has(TAG.TileOffsets);
  checkSize({ width, height, channels, tiled, progressive: false });
  const compression = checkCompression(await number("Compression", 1));
  const bits = await commonBits(directory, channels);
  await checkSampleFormat(directory, bits);
  if (![1, 2, 4, 8, 16, 32].includes(bits)) throw unsupportedPixels(`TIFF with unsigned samples of ${bits} bits`, { bits });
  const photometric = await number("PhotometricInterpretation", channels >= 3 ? 2 : 1);
  const extra = (await directory.numbers("ExtraSamples", LIMITS.bands)) ?? [];
  const colour = colourOf(photometric, channels, bits, extra, compression);
  const predictor = await number("Predictor", 1);
  if (predictor !== 1 && (predictor !== 2 || bits < 8))
    throw unsupportedPixels(`TIFF predictor ${predictor} with ${bits} bits`, { predictor });
  const planarConfiguration = await number("PlanarConfiguration", 1);
  if (planarConfiguration !== 1 && planarConfiguration !== 2) throw corrupt("PlanarConfiguration", `${planarConfiguration} does not exist`);
  const orientation = await number("Orientation", 1);
  return {
    header: {
      offset: directory.offset,
      width,
      height,
      channels,
      bits,
      dtype: bits === 32 ? "uint32" : bits === 16 ? "uint16" : "uint8",
      colour,
      compression,
      photometric: PHOTOMETRICS[photometric] ?? `photometric ${photometric}`,
      progressive: false,
      tiled,
      orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    },
    planar: planarConfiguration === 2 && channels > 1,
    differences: predictor === 2 && (compression === "lzw" || compression === "deflate"),
    reversed: (await number("FillOrder", 1)) === 2,
    photometric,
    ...(await segmentSize(directory, width, height, tiled)),
    premultiplied: (colour === "rgba" || colour === "greyalpha") && extra.at(-1) === ALPHA_ASSOCIATED,
  };
}

async function required(directory: Directory, name: "ImageWidth" | "ImageLength"): Promise<number> {
  const value = await directory.number(name);
  if (value === undefined || !Number.isFinite(value)) throw corrupt(name, "the field is missing");
  return value;
}

function checkCompression(value: number): PageHeader["compression"] {
  const compression = COMPRESSIONS[value];
  if (compression !== undefined) return compression;
  const name = OTHER_COMPRESSIONS[value] ?? `compression ${value}`;
  throw refusal("UNSUPPORTED_COMPRESSION", `${name} is not read here`, { compression: name, value });
}

async function commonBits(directory: Directory, channels: number): Promise<number> {
  const all = (await directory.numbers("BitsPerSample", Math.max(channels, 1))) ?? [1];
  const bits = all[0] ?? 1;
  if (all.some((other) => other !== bits)) throw unsupportedPixels(`TIFF with channels of ${all.join(", ")} bits`, { bits: all });
  return bits;
}

async function checkSampleFormat(directory: Directory, bits: number): Promise<void> {
  const names: Readonly<Record<number, string>> = { 2: "signed integer", 3: "floating point", 5: "complex integer", 6: "complex" };
  for (const format of (await directory.numbers("SampleFormat", LIMITS.bands)) ?? []) {
    const name = names[format];
    if (name !== undefined) throw unsupportedPixels(`TIFF with ${name} samples of ${bits} bits`, { sampleFormat: name, bits });
  }
}

function colourOf(photometric: number, channels: number, bits: number, extra: readonly number[], compression: string): Colour {
  const alpha = extra.at(-1) === ALPHA_ASSOCIATED || extra.at(-1) === ALPHA_SEPARATE;
  const name = PHOTOMETRICS[photometric] ?? `photometric ${photometric}`;
  const ycbcr = photometric === 6 && compression === "jpeg" && channels === 3;
  if (![0, 1, 2, 3].includes(photometric) && !ycbcr)
    throw unsupportedPixels(`TIFF in ${name}${photometric === 6 ? ` with compression ${compression}` : ""}`, { photometric: name });
  if (compression === "jpeg" && (bits !== 8 || photometric === 3))
    throw unsupportedPixels(`TIFF with JPEG data in ${name} with ${bits} bits`, { bits });
  if (bits === 32 && (channels !== 1 || photometric !== 1))
    throw unsupportedPixels(`TIFF in ${name} with ${channels} channels of 32 bits`, { channels, bits });
  if (photometric === 3) {
    if (channels !== 1 || bits > 8)
      throw unsupportedPixels(`TIFF with a palette, ${channels} channels and ${bits} bits`, { channels, bits });
    return "palette";
  }
  if (bits < 8 && channels > 1) throw unsupportedPixels(`TIFF with ${channels} channels of ${bits} bits`, { channels, bits });
  if (photometric < 2) return channels === 1 ? "grey" : channels === 2 && alpha ? "greyalpha" : "multi";
  if (channels === 3) return "rgb";
  if (channels < 3) throw corrupt("SamplesPerPixel", `RGB needs 3 channels, got ${channels}`, { channels });
  // four channels of RGB without a word on the fourth are RGBA, as Pillow takes it
  return channels === 4 && (alpha || extra.length === 0) ? "rgba" : "multi";
}

async function segmentSize(directory: Directory, width: number, height: number, tiled: boolean) {
  const refuse = (name: string, value: number) => corrupt(name, `${value} cannot be`, { value });
  if (!tiled) {
    const rows = (await directory.number("RowsPerStrip")) ?? height;
    if (!(rows >= 1)) throw refuse("RowsPerStrip", rows);
    return { segmentWidth: width, segmentHeight: Math.min(rows, height) };
  }
  const segmentWidth = (await directory.number("TileWidth")) ?? 0;
  const segmentHeight = (await directory.number("TileLength")) ?? 0;
  if (!(segmentWidth >= 1)) throw refuse("TileWidth", segmentWidth);
  if (!(segmentHeight >= 1)) throw refuse("TileLength", segmentHeight);
  return { segmentWidth, segmentHeight };
}
