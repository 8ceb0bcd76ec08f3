import { refusal } from "@argosy/core";
import { checkMetadata, checkSize, unsupportedPixels } from "../check-size.ts";
import { readExif } from "../exif.ts";
import type { FileHeader, PageHeader } from "../header.ts";
import { latin1, viewOf, type WindowReader } from "../window-reader.ts";

/** Start-of-frame markers that are not read, with what they stand for (ITU-T T.81, table B.1). */
const OTHER_FRAMES: Readonly<Record<number, string>> = {
  195: "lossless",
  197: "hierarchical",
  198: "hierarchical progressive",
  199: "hierarchical lossless",
  201: "arithmetic",
  202: "progressive arithmetic",
  203: "lossless arithmetic",
  205: "hierarchical arithmetic",
  206: "hierarchical progressive arithmetic",
  207: "hierarchical lossless arithmetic",
  247: "JPEG-LS",
};

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;
const APP14 = 0xee;
const COMMENT = 0xfe;

interface Found {
  frame?: { marker: number; data: Uint8Array };
  exif?: Uint8Array;
  /** Transform of Adobe's marker: 0 RGB or CMYK, 1 YCbCr, 2 YCCK. */
  adobe?: number;
}

/**
 * The header of a JPEG: its segments up to the first scan.
 *
 * @throws {ArgosyError} `METADATA_TOO_LARGE` where the application segments exceed the limit together.
 */
export async function readJpegHeader(reader: WindowReader): Promise<FileHeader> {
  const found = await walkSegments(reader);
  if (found.frame === undefined) throw refusal("IMAGE_CORRUPT", "the JPEG has no frame header before its first scan", { what: "SOF" });
  const { fields, orientation, note } = await readExif(found.exif ?? new Uint8Array(0));
  const page = parseFrame(found.frame.marker, found.frame.data, found.adobe);
  checkSize({ ...page, tiled: false });
  return { format: "jpeg", pages: [{ ...page, orientation }], exif: fields, notes: note === undefined ? [] : [note] };
}

async function walkSegments(reader: WindowReader): Promise<Found> {
  const found: Found = {};
  let metadata = 0;
  for (let offset = 2; ; ) {
    const head = await reader.bytes(offset, 2, "the segments of the JPEG");
    const marker = head[1]!;
    if (head[0] !== 0xff) throw refusal("IMAGE_CORRUPT", `there is no JPEG segment at byte ${offset}`, { offset, what: "marker" });
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return found;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = viewOf(await reader.bytes(offset + 2, 2, "the segments of the JPEG")).getUint16(0);
    if (length < 2) throw refusal("IMAGE_CORRUPT", `the JPEG segment at byte ${offset} has a length of ${length}`, { offset, length });
    if ((marker >= 0xe0 && marker <= 0xef) || marker === COMMENT) metadata += length;
    checkMetadata(metadata, "the application segments of the JPEG");
    await take(reader, marker, offset + 4, length - 2, found);
    offset += 2 + length;
  }
}

async function take(reader: WindowReader, marker: number, offset: number, length: number, found: Found): Promise<void> {
  const frame = (marker >= 0xc0 && marker <= 0xc2) || OTHER_FRAMES[marker] !== undefined;
  if (!frame && marker !== APP1 && marker !== APP14) return;
  const data = await reader.bytes(offset, length, "a segment of the JPEG");
  if (frame) found.frame ??= { marker, data: data.slice() };
  else if (marker === APP1 && found.exif === undefined && latin1(data.subarray(0, 6)) === "Exif") found.exif = data.slice(6);
  else if (marker === APP14 && length >= 12 && latin1(data.subarray(0, 5)) === "Adobe") found.adobe = data[11]!;
}

function parseFrame(marker: number, data: Uint8Array, adobe: number | undefined): PageHeader {
  const other = OTHER_FRAMES[marker];
  if (other !== undefined)
    throw refusal("UNSUPPORTED_COMPRESSION", `JPEG of the kind ${other} is not read here`, { compression: `jpeg, ${other}` });
  const channels = data[5] ?? 0;
  if (data.length < 6 + 3 * channels) throw refusal("IMAGE_CORRUPT", "the frame header of the JPEG is too short", { what: "SOF" });
  const bits = data[0]!;
  if (bits !== 8) throw unsupportedPixels(`JPEG with ${bits} bits`, { bits });
  if (channels === 4) throw unsupportedPixels(adobe === 2 ? "JPEG in YCCK" : "JPEG in CMYK", { channels });
  if (channels !== 1 && channels !== 3) throw unsupportedPixels(`JPEG with ${channels} components`, { channels });
  return {
    offset: 0,
    width: viewOf(data).getUint16(3),
    height: viewOf(data).getUint16(1),
    channels,
    bits,
    dtype: "uint8",
    colour: channels === 1 ? "grey" : "rgb",
    compression: "jpeg",
    photometric: channels === 1 ? "grey" : adobe === 0 ? "RGB" : "YCbCr",
    progressive: marker === 0xc2,
    tiled: false,
    orientation: 1,
  };
}
