import { ArgosyError, LIMITS, refusal } from "@argosy/core";
import sharp from "sharp";
import type { Band } from "../decode/band.ts";
import { bandRows, unpackRow } from "../decode/band.ts";
import type { PageHeader } from "../header.ts";
import type { WindowReader } from "../window-reader.ts";

/** The pixels of a JPEG in bands from the top: grey or RGB as the file's own transform gives them, colour profiles not applied. */
export async function* decodeJpeg(reader: WindowReader, page: PageHeader): AsyncGenerator<Band> {
  const bytes = await reader.source.read(0, reader.size, reader.signal);
  const samples = await decodeJpegBytes(bytes, page);
  const { width, height, channels } = page;
  const rows = bandRows(width * channels, height);
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    const part = samples.subarray(y * width * channels, (y + count) * width * channels);
    if (channels === 1 && count === height) {
      yield { y, rows: count, width, channels, data: part };
      continue;
    }
    const data = new Uint8Array(part.length);
    unpackRow(part, width * count, { bits: 8, channels, bigEndian: false }, { data, offset: 0, planeStride: width * count, step: 1 });
    yield { y, rows: count, width, channels, data };
  }
}

/**
 * The samples of one whole JPEG stream, channels interleaved.
 *
 * @throws {ArgosyError} `IMAGE_TRUNCATED`, `IMAGE_CORRUPT`, or `IMAGE_CORRUPT` where the stream has another size or number of channels.
 */
export async function decodeJpegBytes(
  bytes: Uint8Array,
  expected: { width: number; height: number; channels: number },
): Promise<Uint8Array> {
  const { width, height, channels } = expected;
  try {
    const image = sharp(bytes, { failOn: "warning", limitInputPixels: LIMITS.pixelsUntiled, ignoreIcc: true, sequentialRead: true });
    const { data, info } = await image
      .toColourspace(channels === 1 ? "b-w" : "srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.width === width && info.height === height && info.channels === channels) return data;
    throw refusal("IMAGE_CORRUPT", `the JPEG stream has ${info.width} x ${info.height} pixels of ${info.channels} channels`, {
      what: "JPEG stream",
      expected: { width, height, channels },
    });
  } catch (cause) {
    throw cause instanceof ArgosyError ? cause : jpegFault(cause);
  }
}

function jpegFault(cause: unknown) {
  const text = cause instanceof Error ? cause.message : String(cause);
  const said = text
    .split("\n")
    .find((line) => line.startsWith("VipsJpeg:"))
    ?.slice("VipsJpeg:".length)
    .trim()
    .slice(0, 120);
  if (/premature end|out of order read/i.test(text))
    return refusal("IMAGE_TRUNCATED", "the JPEG data end before the image does", { what: "JPEG scan", said }, cause);
  return refusal("IMAGE_CORRUPT", `the JPEG data are damaged${said === undefined ? "" : `: ${said}`}`, { what: "JPEG scan" }, cause);
}
