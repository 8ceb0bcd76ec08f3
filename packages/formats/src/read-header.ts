import { type ByteSource, LIMITS, refusal } from "@argosy/core";
import { decodedBytes } from "./decode/band.ts";
import type { FileHeader, Format, PageHeader } from "./header.ts";
import { readJpegHeader } from "./jpeg/read-jpeg-header.ts";
import { readPngHeader } from "./png/read-png-header.ts";
import { requireFormat } from "./sniff.ts";
import { readTiffHeader } from "./tiff/read-tiff-header.ts";
import { WindowReader } from "./window-reader.ts";

/** How the header of each format is read. A format is added here, in {@link "./sniff.ts"} and in the decoder process. */
const READERS: Readonly<Record<Format, (reader: WindowReader) => Promise<FileHeader>>> = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  tiff: readTiffHeader,
};

/**
 * What a file is and what it holds, by its content: nothing is decoded, and every statement of the header was checked against the
 * limits and the file's length, so that whoever decodes knows what it will cost.
 *
 * @throws {ArgosyError} with the reason why the file cannot be read (see REASONS, files and images).
 *
 * Reads some 64 KiB of a PNG or JPEG, and the directories of a TIFF wherever they lie.
 */
export async function readHeader(source: ByteSource, signal?: AbortSignal): Promise<FileHeader> {
  const format = await requireFormat(source, signal);
  const header = await READERS[format](new WindowReader(source, signal));
  for (const page of header.pages) checkDecodedBytes(format, page);
  return header;
}

function checkDecodedBytes(format: Format, page: PageHeader): void {
  const channels = page.colour === "palette" ? 4 : page.channels;
  const bytes = page.width * page.height * channels * decodedBytes(page.bits);
  const whole = format === "jpeg" || page.progressive;
  const limitName = whole ? "wholeDecoderBytes" : "decodedBytes";
  // a tiled image is read in parts, so only its pixels are limited
  if (page.tiled || bytes <= LIMITS[limitName]) return;
  throw refusal("IMAGE_TOO_LARGE", `the samples take ${bytes} bytes, more than the limit of ${LIMITS[limitName]}`, {
    bytes,
    limit: LIMITS[limitName],
    limitName,
  });
}
