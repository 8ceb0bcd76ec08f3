import { crc32, inflateSync } from "node:zlib";

/** What an image file is by its content. */
export interface ImageContent {
  readonly format: "png" | "jpeg" | "gif";
  readonly width: number;
  readonly height: number;
  /** What is wrong with the data behind the header; undefined where it is whole. */
  readonly damage: string | undefined;
}

/** Bytes above which an image file is not read. */
export const LARGEST_IMAGE: number = 256 * 2 ** 20;
/** Pixels' bytes up to which a PNG is unpacked to see whether it is whole. */
const INFLATE_LIMIT = 64 * 2 ** 20;
const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/**
 * Format and size of a PNG, JPEG or GIF from its bytes, and whether its data is whole: chunk checksums and pixel data of a PNG,
 * segments and end of a JPEG, blocks and end of a GIF. Pixels of a JPEG are not decoded.
 * @param whole - false: the data of a PNG behind its header is not looked at
 * @returns undefined where the bytes are no such image
 */
export function readImageContent(bytes: Uint8Array, whole = true): ImageContent | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (PNG_MAGIC.every((byte, i) => data[i] === byte)) return readPng(data, whole);
  if (data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff) return readJpeg(data);
  const signature = data.toString("latin1", 0, 6);
  if (signature === "GIF87a" || signature === "GIF89a") return readGif(data);
  return undefined;
}

const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PNG_PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function readPng(data: Buffer, whole: boolean): ImageContent | undefined {
  if (data.length < 33 || data.toString("latin1", 12, 16) !== "IHDR") return undefined;
  const width = data.readUInt32BE(16);
  const height = data.readUInt32BE(20);
  const samples = PNG_SAMPLES[data[25] ?? -1];
  if (width === 0 || height === 0 || samples === undefined) return undefined;
  if (!whole) return { format: "png", width, height, damage: undefined };
  const parts: Buffer[] = [];
  const damage = walkPngChunks(data, parts) ?? pixelDamage(parts, width, height, samples * (data[24] ?? 0), data[28] === 1);
  return { format: "png", width, height, damage };
}

function walkPngChunks(data: Buffer, parts: Buffer[]): string | undefined {
  for (let at = 8; at + 12 <= data.length; ) {
    const length = data.readUInt32BE(at);
    const type = data.toString("latin1", at + 4, at + 8);
    const end = at + 8 + length;
    if (end + 4 > data.length) return `it ends inside chunk ${JSON.stringify(type)}`;
    if (crc32(data.subarray(at + 4, end)) !== data.readUInt32BE(end)) return `the checksum of chunk ${JSON.stringify(type)} is wrong`;
    if (type === "IDAT") parts.push(data.subarray(at + 8, end));
    if (type === "IEND") return undefined;
    at = end + 4;
  }
  return "it has no end";
}

function pixelDamage(parts: readonly Buffer[], width: number, height: number, bits: number, interlaced: boolean): string | undefined {
  const expected = interlaced
    ? PNG_PASSES.reduce((sum, [x, y, dx, dy]) => sum + rowsBytes(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy), bits), 0)
    : rowsBytes(width, height, bits);
  if (expected > INFLATE_LIMIT) return undefined;
  try {
    const unpacked = inflateSync(parts.length === 1 ? parts[0]! : Buffer.concat(parts), {
      maxOutputLength: expected + 65_536,
      chunkSize: expected + 64,
    });
    return unpacked.length < expected ? "its pixel data is too short" : undefined;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return "its pixel data cannot be unpacked";
  }
}

function rowsBytes(width: number, height: number, bits: number): number {
  return width <= 0 || height <= 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8));
}

const START_OF_FRAME = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

function readJpeg(data: Buffer): ImageContent | undefined {
  let size: { width: number; height: number } | undefined;
  let at = 2;
  let scans = 0;
  const content = (damage: string | undefined): ImageContent | undefined =>
    size === undefined ? undefined : { format: "jpeg", ...size, damage };
  while (at + 1 < data.length) {
    if (data[at] !== 0xff) return content("it holds bytes that belong to no segment");
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return content(scans === 0 ? "it has no pixel data" : undefined);
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (at + 4 > data.length) break;
    const length = data.readUInt16BE(at + 2);
    if (length < 2) return content("a segment states an impossible length");
    if (START_OF_FRAME.has(marker) && at + 9 <= data.length) {
      size = { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
      if (size.width === 0 || size.height === 0) return undefined;
    }
    at += 2 + length;
    if (marker === 0xda) {
      scans += 1;
      at = endOfScan(data, at);
    }
  }
  return content("it ends before its end marker");
}

/** The position of the marker that ends the entropy-coded data: neither a stuffed zero nor a restart. */
function endOfScan(data: Buffer, from: number): number {
  let at = data.indexOf(0xff, from);
  while (at !== -1 && at + 1 < data.length) {
    const next = data[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) return at;
    at = data.indexOf(0xff, at + 1);
  }
  return data.length;
}

function readGif(data: Buffer): ImageContent | undefined {
  if (data.length < 13) return undefined;
  const width = data.readUInt16LE(6);
  const height = data.readUInt16LE(8);
  if (width === 0 || height === 0) return undefined;
  return { format: "gif", width, height, damage: gifDamage(data) };
}

function gifDamage(data: Buffer): string | undefined {
  const flags = data[10] ?? 0;
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let images = 0;
  while (at < data.length) {
    const block = data[at];
    if (block === 0x3b) return images === 0 ? "it has no pixel data" : undefined;
    if (block === 0x21) at = endOfSubBlocks(data, at + 2);
    else if (block === 0x2c && at + 10 <= data.length) {
      const local = data[at + 9] ?? 0;
      at = endOfSubBlocks(data, at + 11 + ((local & 0x80) === 0 ? 0 : 3 * 2 ** ((local & 7) + 1)));
      images += 1;
    } else return "it holds a block that is not known";
  }
  return images > 0 ? undefined : "it ends before its pixels do";
}

function endOfSubBlocks(data: Buffer, from: number): number {
  let at = from;
  while (at < data.length) {
    const length = data[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return data.length + 1;
}
