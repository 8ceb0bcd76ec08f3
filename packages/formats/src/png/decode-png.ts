import { constants, createInflate, inflateSync } from "node:zlib";
import { ArgosyError, refusal } from "@argosy/core";
import type { Band } from "../decode/band.ts";
import { bandRows, samplesFor, unpackRow } from "../decode/band.ts";
import type { ColourPlan } from "../decode/colour.ts";
import { applyColour } from "../decode/colour.ts";
import type { PageHeader } from "../header.ts";
import { latin1, viewOf, type WindowReader } from "../window-reader.ts";
import { CHUNK_FRAME, FIRST_CHUNK, readChunkData, readChunkHead } from "./chunks.ts";
import { passesOf, rawBytes, rowBytes } from "./passes.ts";
import { unfilter } from "./unfilter.ts";

/** Unpacked data up to this many bytes are unpacked at once, which is quicker; above, piece by piece. */
const AT_ONCE_BYTES = 32 * 2 ** 20;

/**
 * The pixels of a PNG in bands from the top, an interlaced one in a single band.
 *
 * @throws {ArgosyError} `IMAGE_TRUNCATED` with the row reached, `IMAGE_CORRUPT` naming the chunk or the row.
 */
export async function* decodePng(reader: WindowReader, page: PageHeader): AsyncGenerator<Band> {
  const plan = await readColourPlan(reader, page);
  const expected = rawBytes(page);
  const end: End = {};
  const filler = new Filler(expected <= AT_ONCE_BYTES ? atOnce(reader, expected, end) : piecewise(reader, end), end);
  const rows = page.progressive ? page.height : bandRows(page.width * page.channels * (page.bits === 16 ? 2 : 1), page.height);
  try {
    for (let y = 0; y < page.height; y += rows) yield applyColour(await readBand(filler, page, y, Math.min(rows, page.height - y)), plan);
    await filler.finish();
  } finally {
    await filler.close();
  }
}

/** How the chunks ended: with the refusal of a file that is cut off, or well. */
interface End {
  cut?: unknown;
}

async function readBand(filler: Filler, page: PageHeader, y: number, rows: number): Promise<Band> {
  const plane = page.width * rows;
  const data = samplesFor(page.bits, plane * page.channels);
  const pixelBytes = Math.max(1, (page.channels * page.bits) >> 3);
  for (const pass of passesOf(page)) {
    const stride = 1 + rowBytes(page, pass.width);
    const passRows = page.progressive ? pass.height : rows;
    const raw = await filler.take(passRows * stride, y, stride);
    unfilter(raw, stride, passRows, pixelBytes, page.progressive ? undefined : filler.above);
    for (let row = 0; row < passRows; row++) {
      const bytes = raw.subarray(row * stride + 1, (row + 1) * stride);
      const offset = (pass.y + row * pass.stepY) * page.width + pass.x;
      unpackRow(
        bytes,
        pass.width,
        { bits: page.bits, channels: page.channels, bigEndian: true },
        { data, offset, planeStride: plane, step: pass.stepX },
      );
    }
    filler.above = raw.slice((passRows - 1) * stride);
  }
  return { y, rows, width: page.width, channels: page.channels, data };
}

/** Hands out unpacked bytes in the portions that are asked for. */
class Filler {
  /** The last unfiltered row, its filter byte in front. */
  above: Uint8Array | undefined;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #end: End;
  #rest = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>, end: End) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#end = end;
  }

  /** The next bytes, for the caller to change: a piece of just this length as it is, others put together. */
  async take(length: number, firstRow: number, stride: number): Promise<Uint8Array> {
    let target: Uint8Array | undefined;
    for (let filled = 0; filled < length; ) {
      if (this.#rest.length === 0) {
        const next = await this.#pieces.next();
        const row = firstRow + Math.floor(filled / stride);
        if (next.done === true)
          throw refusal("IMAGE_TRUNCATED", `the pixel data of the PNG end in row ${row}`, { what: "IDAT", row }, this.#end.cut);
        this.#rest = next.value as Uint8Array<ArrayBuffer>;
      }
      const part = this.#rest.subarray(0, length - filled);
      this.#rest = this.#rest.subarray(part.length);
      if (part.length === length) return part;
      target ??= new Uint8Array(length);
      target.set(part, filled);
      filled += part.length;
    }
    return target ?? new Uint8Array(0);
  }

  async finish(): Promise<void> {
    let left = this.#rest.length;
    for (let next = await this.#pieces.next(); next.done !== true; next = await this.#pieces.next()) left += next.value.length;
    if (this.#end.cut !== undefined) throw this.#end.cut;
    if (left > 0) throw refusal("IMAGE_CORRUPT", "the PNG holds more pixel data than its header says", { what: "IDAT", bytes: left });
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

async function* atOnce(reader: WindowReader, expected: number, end: End): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const data of pixelChunks(reader, end)) parts.push(data);
  try {
    yield inflateSync(Buffer.concat(parts), {
      chunkSize: expected + 64,
      maxOutputLength: expected + 64,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (cause) {
    throw damaged(cause);
  }
}

async function* piecewise(reader: WindowReader, end: End): AsyncGenerator<Uint8Array> {
  const inflate = createInflate({ chunkSize: 2 ** 20, finishFlush: constants.Z_SYNC_FLUSH });
  const feeding = (async () => {
    for await (const data of pixelChunks(reader, end))
      if (!inflate.write(data)) await new Promise<void>((resolve) => inflate.once("drain", resolve).once("close", resolve));
    inflate.end();
  })();
  feeding.catch((error: Error) => inflate.destroy(error));
  try {
    for await (const piece of inflate) yield piece as Uint8Array;
  } catch (cause) {
    await feeding;
    throw damaged(cause);
  } finally {
    inflate.destroy();
  }
  await feeding;
}

function damaged(cause: unknown) {
  return refusal("IMAGE_CORRUPT", "the compressed pixel data of the PNG are damaged", { what: "IDAT" }, cause);
}

/**
 * The data of all IDAT chunks; afterwards the rest of the file is walked to its end chunk, so that a cut file is noticed.
 * What is left of a chunk that is cut off is still given, for the row that it reaches.
 */
async function* pixelChunks(reader: WindowReader, end: End): AsyncGenerator<Uint8Array> {
  let offset = FIRST_CHUNK;
  try {
    for (let type = ""; type !== "IEND"; ) {
      const chunk = await readChunkHead(reader, offset);
      if (chunk.type === "IDAT") yield (await readChunkData(reader, chunk)).slice();
      offset += chunk.length + CHUNK_FRAME;
      type = chunk.type;
    }
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason !== "IMAGE_TRUNCATED") throw error;
    end.cut = error;
    const left = await reader.source.read(offset, reader.size - offset, reader.signal);
    if (latin1(left.subarray(4, 8)) === "IDAT") yield left.subarray(8);
  }
}

async function readColourPlan(reader: WindowReader, page: PageHeader): Promise<ColourPlan> {
  let colours: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  for (let offset = FIRST_CHUNK; ; ) {
    const chunk = await readChunkHead(reader, offset);
    if (chunk.type === "IDAT") break;
    if (chunk.type === "PLTE" && page.colour === "palette") colours = (await readChunkData(reader, chunk)).slice();
    if (chunk.type === "tRNS") transparency = (await readChunkData(reader, chunk)).slice();
    offset += chunk.length + CHUNK_FRAME;
  }
  if (colours !== undefined) {
    const rgb = colours;
    const entry = (i: number) => [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!, transparency?.[i] ?? 255] as const;
    return { bits: page.bits, palette: Array.from({ length: Math.min(256, Math.floor(rgb.length / 3)) }, (_, i) => entry(i)) };
  }
  if (transparency === undefined || page.colour === "rgba" || page.colour === "greyalpha" || transparency.length < 2 * page.channels)
    return { bits: page.bits };
  const view = viewOf(transparency);
  return { bits: page.bits, transparent: Array.from({ length: page.channels }, (_, c) => view.getUint16(2 * c)) };
}
