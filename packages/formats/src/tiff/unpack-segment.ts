import { constants, inflateSync } from "node:zlib";
import { refusal } from "@argosy/core";
import { decodedBytes } from "../decode/band.ts";
import { decodeJpegBytes } from "../jpeg/decode-jpeg.ts";
import { viewOf } from "../window-reader.ts";
import { unpackLzw } from "./lzw.ts";
import { unpackPackBits } from "./packbits.ts";
import type { TiffPage } from "./read-page.ts";

/** Everything that a page's segments have in common. */
export interface SegmentContext {
  readonly page: TiffPage;
  readonly littleEndian: boolean;
  readonly jpegTables?: Uint8Array;
}

/**
 * The samples of one strip or tile as stored, `rows` rows of `page.segmentWidth` pixels, differences undone. JPEG data become bytes likewise.
 *
 * @throws {ArgosyError} `IMAGE_TRUNCATED` with the row reached inside the segment, `IMAGE_CORRUPT` where the data are damaged.
 */
export async function unpackSegment(stored: Uint8Array, index: number, rows: number, context: SegmentContext): Promise<Uint8Array> {
  const { page } = context;
  const { compression, bits } = page.header;
  const channels = page.planar ? 1 : page.header.channels;
  const stride = Math.ceil((page.segmentWidth * channels * bits) / 8);
  const size = stride * rows;
  if (compression === "jpeg") return decodeJpegBytes(withTables(stored, context), { width: page.segmentWidth, height: rows, channels });
  const data = page.reversed ? reverseBits(stored) : stored;
  const bytes = unpack(data, size, index, compression);
  if (bytes.length < size)
    throw refusal("IMAGE_TRUNCATED", `segment ${index} of the TIFF ends in row ${Math.floor(bytes.length / stride)} of ${rows}`, {
      what: "segment",
      segment: index,
      row: Math.floor(bytes.length / stride),
      expectedBytes: size,
      actualBytes: bytes.length,
    });
  if (!page.differences) return bytes.subarray(0, size);
  // data that were not unpacked lie in the reader's window
  const own = compression === "none" ? bytes.slice(0, size) : bytes;
  addDifferences(own, { stride, rows, channels, bytes: decodedBytes(bits), littleEndian: context.littleEndian });
  return own;
}

function unpack(data: Uint8Array, size: number, index: number, compression: string): Uint8Array {
  const damaged = (cause?: unknown) =>
    refusal("IMAGE_CORRUPT", `the compressed data of segment ${index} of the TIFF are damaged`, { what: "segment", segment: index }, cause);
  if (compression === "none") return data;
  if (compression === "packbits") return unpackPackBits(data, size);
  if (compression === "lzw") {
    const bytes = unpackLzw(data, size);
    if (bytes === undefined) throw damaged();
    return bytes;
  }
  try {
    const options = { chunkSize: size + 64, maxOutputLength: size + 64, finishFlush: constants.Z_SYNC_FLUSH };
    return inflateSync(data, options);
  } catch (cause) {
    throw damaged(cause);
  }
}

function reverseBits(data: Uint8Array): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
    return reversed;
  });
  return data.map((byte) => table[byte]!);
}

interface DifferenceLayout {
  readonly stride: number;
  readonly rows: number;
  readonly channels: number;
  /** Of one sample: 1, 2 or 4. */
  readonly bytes: number;
  readonly littleEndian: boolean;
}

/** Adds to each sample the one to its left, modulo its range (TIFF 6.0, section 14). */
function addDifferences(samples: Uint8Array, { stride, rows, channels, bytes, littleEndian }: DifferenceLayout): void {
  const view = viewOf(samples);
  const back = channels * bytes;
  for (let y = 0; y < rows; y++) {
    const end = (y + 1) * stride;
    if (bytes === 1) for (let i = y * stride + back; i < end; i++) samples[i] = samples[i]! + samples[i - back]!;
    else if (bytes === 2)
      for (let i = y * stride + back; i < end; i += 2)
        view.setUint16(i, view.getUint16(i, littleEndian) + view.getUint16(i - back, littleEndian), littleEndian);
    else
      for (let i = y * stride + back; i < end; i += 4)
        view.setUint32(i, view.getUint32(i, littleEndian) + view.getUint32(i - back, littleEndian), littleEndian);
  }
}

/**
 * A segment of JPEG data as a stream of its own: the common tables go in front, and Adobe's marker says whether the samples
 * are YCbCr or RGB, which a decoder would otherwise guess from the numbers of the components.
 */
function withTables(stored: Uint8Array, context: SegmentContext): Uint8Array {
  const adobe = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, context.page.photometric === 6 ? 1 : 0];
  const tables = context.jpegTables ?? new Uint8Array(0);
  const inner = tables.length > 4 ? tables.subarray(2, tables.length - 2) : tables.subarray(0, 0);
  const marker = context.page.header.channels === 3 && !context.page.planar ? adobe : [];
  return Buffer.concat([stored.subarray(0, 2), Uint8Array.from(marker), inner, stored.subarray(2)]);
}
