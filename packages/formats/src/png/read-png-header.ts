import { inflateSync } from "node:zlib";
import type { PixelSize } from "@argosy/core";
import { refusal } from "@argosy/core";
import { checkMetadata, checkSize } from "../check-size.ts";
import { EXIF_BYTES, readExif } from "../exif.ts";
import type { Colour, FileHeader, PageHeader } from "../header.ts";
import { fromDotsPerInch } from "../pixel-size.ts";
import { latin1, truncated, viewOf, type WindowReader } from "../window-reader.ts";
import { CHUNK_FRAME, type ChunkHead, FIRST_CHUNK, readChunkData, readChunkHead } from "./chunks.ts";
import { rawBytes } from "./passes.ts";

/** Colour types of PNG with the bit depths that each may have (PNG specification, third edition, table 11.1). */
const COLOUR_TYPES: Readonly<Record<number, { colour: Colour; channels: number; bits: readonly number[]; name: string }>> = {
  0: { colour: "grey", channels: 1, bits: [1, 2, 4, 8, 16], name: "greyscale" },
  2: { colour: "rgb", channels: 3, bits: [8, 16], name: "truecolour" },
  3: { colour: "palette", channels: 1, bits: [1, 2, 4, 8], name: "indexed" },
  4: { colour: "greyalpha", channels: 2, bits: [8, 16], name: "greyscale with alpha" },
  6: { colour: "rgba", channels: 4, bits: [8, 16], name: "truecolour with alpha" },
};

/** No deflate stream unpacks to more than this many times its length (258 bytes from 2 bits). */
const DEFLATE_RATIO = 1_032;

/** EXIF behind the pixels is looked for in so many chunks. */
const CHUNKS_SEARCHED = 1_000;

interface Found {
  pixelSize?: PixelSize;
  exif?: Uint8Array;
  readonly notes: string[];
}

/**
 * The header of a PNG: everything in front of its pixels, checked.
 *
 * @throws {ArgosyError} `IMAGE_TRUNCATED` also where the file is too short for any stream of the pixels that it announces.
 */
export async function readPngHeader(reader: WindowReader): Promise<FileHeader> {
  const ihdr = await readChunkHead(reader, FIRST_CHUNK);
  if (ihdr.type !== "IHDR" || ihdr.length !== 13)
    throw refusal("IMAGE_CORRUPT", "the first chunk of the PNG is not IHDR", { what: "IHDR", found: ihdr.type });
  const shape = parseIhdr(await readChunkData(reader, ihdr));
  checkLength(shape, reader.size);
  checkSize({ ...shape, tiled: false });
  const found = await readAncillary(reader, ihdr.offset + ihdr.length + CHUNK_FRAME, shape.colour);
  const { fields, orientation, note } = await readExif(found.exif ?? new Uint8Array(0));
  if (note !== undefined) found.notes.push(note);
  const page: PageHeader = {
    ...shape,
    offset: 0,
    dtype: shape.bits === 16 ? "uint16" : "uint8",
    compression: "deflate",
    tiled: false,
    orientation,
    ...(found.pixelSize === undefined ? {} : { pixelSize: found.pixelSize }),
  };
  return { format: "png", pages: [page], exif: fields, notes: found.notes };
}

type Shape = Pick<PageHeader, "width" | "height" | "channels" | "bits" | "colour" | "photometric" | "progressive">;

function parseIhdr(data: Uint8Array): Shape {
  const view = viewOf(data);
  const [bits = 0, type = 0, compression, filter, interlace = 0] = data.subarray(8);
  const kind = COLOUR_TYPES[type];
  if (!kind?.bits.includes(bits))
    throw refusal("IMAGE_CORRUPT", `PNG has no colour type ${type} with ${bits} bits`, { what: "IHDR", colourType: type, bits });
  if (compression !== 0 || filter !== 0 || interlace > 1)
    throw refusal("IMAGE_CORRUPT", "the PNG names a compression, filter or interlace method that does not exist", { what: "IHDR" });
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    channels: kind.channels,
    bits,
    colour: kind.colour,
    photometric: kind.name,
    progressive: interlace === 1,
  };
}

function checkLength(shape: Shape, size: number): void {
  const needed = rawBytes(shape);
  if (needed > size * DEFLATE_RATIO) throw truncated("the pixel data of the PNG", Math.ceil(needed / DEFLATE_RATIO), size);
}

async function readAncillary(reader: WindowReader, start: number, colour: Colour): Promise<Found> {
  const found: Found = { notes: [] };
  let metadata = 0;
  let palette = false;
  let offset = start;
  for (;;) {
    const chunk = await readChunkHead(reader, offset);
    if (chunk.type === "IDAT") break;
    if (chunk.type === "IEND") throw refusal("IMAGE_CORRUPT", "the PNG holds no pixel data", { what: "IDAT" });
    metadata += chunk.length;
    checkMetadata(metadata, "the chunks in front of the pixels of the PNG");
    if (chunk.type === "PLTE") palette = true;
    await take(reader, chunk, found);
    offset += chunk.length + CHUNK_FRAME;
  }
  if (found.exif === undefined) await lookBehind(reader, offset, found);
  if (colour === "palette" && !palette) throw refusal("IMAGE_CORRUPT", "the PNG has no palette", { what: "PLTE" });
  return found;
}

/** EXIF may also stand behind the pixels. Whether the file is whole is for the decoder to say. */
async function lookBehind(reader: WindowReader, start: number, found: Found): Promise<void> {
  let offset = start;
  for (let chunks = 0; chunks < CHUNKS_SEARCHED && offset + 8 <= reader.size; chunks++) {
    const chunk = await readChunkHead(reader, offset);
    const end = offset + chunk.length + CHUNK_FRAME;
    if (chunk.type === "IEND" || end > reader.size) return;
    if (chunk.type !== "IDAT" && chunk.length <= EXIF_BYTES) await take(reader, chunk, found);
    offset = end;
  }
}

async function take(reader: WindowReader, chunk: ChunkHead, found: Found): Promise<void> {
  if (chunk.type === "pHYs" && chunk.length === 9) {
    const data = await readChunkData(reader, chunk);
    const inch = 0.0254;
    const size = fromDotsPerInch(viewOf(data).getUint32(0) * inch, viewOf(data).getUint32(4) * inch);
    if (data[8] === 1 && size !== undefined) found.pixelSize = size;
  } else if (chunk.type === "eXIf") found.exif = (await readChunkData(reader, chunk)).slice();
  else if ((chunk.type === "tEXt" || chunk.type === "zTXt") && found.exif === undefined) {
    const block = rawProfile(chunk.type, await readChunkData(reader, chunk));
    if (block !== undefined) found.exif = block;
  } else if (chunk.type === "acTL") found.notes.push("an animation: only its still image is read");
}

/** EXIF as ImageMagick writes it into text chunks: a keyword, then lines of hexadecimal digits. */
function rawProfile(type: string, data: Uint8Array): Uint8Array | undefined {
  const keyword = latin1(data.subarray(0, 80));
  if (keyword !== "Raw profile type exif" && keyword !== "Raw profile type APP1") return undefined;
  const rest = data.subarray(keyword.length + (type === "zTXt" ? 2 : 1));
  const text = type === "zTXt" ? inflated(rest) : rest;
  const digits = latin1(text).split("\n").slice(3).join("").replace(/\s/g, "");
  const block = Buffer.from(digits, "hex");
  return block.subarray(block.toString("latin1", 0, 6) === "Exif\0\0" ? 6 : 0);
}

function inflated(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: 3 * EXIF_BYTES });
  } catch {
    return new Uint8Array(0); // damaged or too large text is no text: the pixels do not depend on it
  }
}
