import { crc32, deflateSync } from "node:zlib";

/** Samples to be written as PNG: one plane is grey or palette indices, two grey and alpha, three RGB, four RGBA. */
export interface PngImage {
  readonly width: number;
  readonly height: number;
  /** 1 bit only with a single plane, whose samples are then 0 or 1. 16 bits need `Uint16Array`. */
  readonly bits: 1 | 8 | 16;
  /** Row-major planes of `width * height` samples. */
  readonly planes: readonly (Uint8Array | Uint16Array)[];
  /** Colours of the indices as `[red, green, blue, alpha]`, 0 to 255; with it there is a single plane of 1 or 8 bits. */
  readonly palette?: readonly (readonly [number, number, number, number])[];
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const COLOUR_TYPES = [0, 0, 4, 2, 6];
const PALETTE_TYPE = 3;

/**
 * Writes a PNG. Equal images give equal bytes.
 *
 * @param level - effort of compression, 0 to 9.
 * @throws {RangeError} where planes, bits and palette do not fit together.
 *
 * Source: Portable Network Graphics (PNG) Specification, third edition, W3C.
 */
export function encodePng(image: PngImage, level = 4): Uint8Array {
  check(image);
  const { width, height, bits, planes, palette } = image;
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr[8] = bits;
  ihdr[9] = palette === undefined ? COLOUR_TYPES[planes.length]! : PALETTE_TYPE;
  const raw = bits === 1 ? packBits(image) : packRows(image);
  const small = raw.length < 16_384;
  // One output buffer that suffices even for noise, instead of one of 16 KiB for every small picture.
  const chunkSize = raw.length + (raw.length >> 6) + 256;
  const data = deflateSync(raw, { level, memLevel: small ? 5 : 8, windowBits: small ? 12 : 15, chunkSize });
  const parts = [SIGNATURE, ...chunk("IHDR", ihdr)];
  if (palette !== undefined) {
    parts.push(...chunk("PLTE", Uint8Array.from(palette.flatMap((entry) => entry.slice(0, 3)))));
    if (palette.some((entry) => entry[3] !== 255))
      parts.push(
        ...chunk(
          "tRNS",
          Uint8Array.from(palette, (entry) => entry[3]),
        ),
      );
  }
  parts.push(...chunk("IDAT", data), ...chunk("IEND", new Uint8Array(0)));
  return Buffer.concat(parts);
}

function check({ width, height, bits, planes, palette }: PngImage): void {
  if (width < 1 || height < 1 || planes.length < 1 || planes.length > 4)
    throw new RangeError("a PNG has at least one pixel and one to four planes");
  if (planes.some((plane) => plane.length !== width * height)) throw new RangeError("each plane needs width * height samples");
  if (planes.some((plane) => (bits === 16) !== plane instanceof Uint16Array))
    throw new RangeError("16 bits need Uint16Array, fewer Uint8Array");
  if (bits === 1 && planes.length > 1) throw new RangeError("1 bit allows a single plane");
  if (palette !== undefined && (planes.length > 1 || bits === 16 || palette.length < 1 || palette.length > 2 ** bits))
    throw new RangeError("a palette goes with a single plane of 1 or 8 bits and has as many colours as the bits allow");
}

function packBits({ width, height, planes }: PngImage): Uint8Array {
  const stride = 1 + Math.ceil(width / 8);
  const raw = new Uint8Array(height * stride);
  const [samples] = planes;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) if (samples![i] !== 0) raw[y * stride + 1 + (x >> 3)]! |= 128 >> (x & 7);
  return raw;
}

/** Rows with the filter "difference to the left", which suits images; indices of a palette stay as they are. */
function packRows({ width, height, bits, planes, palette }: PngImage): Uint8Array {
  const bytes = bits / 8;
  const step = planes.length * bytes;
  const stride = 1 + width * step;
  const raw = new Uint8Array(height * stride);
  const filter = palette === undefined ? 1 : 0;
  for (let y = 0; y < height; y++) raw[y * stride] = filter;
  planes.forEach((plane, c) => {
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0, at = y * stride + 1 + c * bytes, left = 0; x < width; x++, i++, at += step) {
        const value = plane[i]!;
        if (bytes === 1) raw[at] = value - left;
        else {
          raw[at] = (value >> 8) - (left >> 8);
          raw[at + 1] = (value & 255) - (left & 255);
        }
        left = filter === 1 ? value : 0;
      }
  });
  return raw;
}

function chunk(type: string, data: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, "latin1");
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(data, crc32(head.subarray(4))), 0);
  return [head, data, tail];
}
