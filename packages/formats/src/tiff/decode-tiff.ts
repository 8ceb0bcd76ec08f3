import type { Band } from "../decode/band.ts";
import { bandRows, decodedBytes, samplesFor, unpackRow } from "../decode/band.ts";
import type { ColourPlan } from "../decode/colour.ts";
import { applyColour } from "../decode/colour.ts";
import type { PageHeader } from "../header.ts";
import type { WindowReader } from "../window-reader.ts";
import { corrupt, Directory, readLayout } from "./directory.ts";
import { readPage } from "./read-page.ts";
import { readSegments, type Segments } from "./segments.ts";
import { TAG } from "./tags.ts";
import { type SegmentContext, unpackSegment } from "./unpack-segment.ts";

/** The pixels of one page of a TIFF in bands: of whole strips, of rows of tiles, or of parts of one large uncompressed strip. */
export async function* decodeTiff(reader: WindowReader, header: PageHeader): AsyncGenerator<Band> {
  const layout = await readLayout(reader);
  const directory = await Directory.read(reader, layout, header.offset);
  const page = await readPage(directory);
  const segments = await readSegments(directory, page, reader.size);
  const jpegTables = await directory.bytes(TAG.JPEGTables);
  const context: SegmentContext = { page, littleEndian: layout.littleEndian, ...(jpegTables === undefined ? {} : { jpegTables }) };
  const plan = await readColourPlan(directory, page.photometric, page.header);
  const { width, height, channels, bits } = page.header;
  const rowSize = width * channels * decodedBytes(bits);
  const byPart = header.compression === "none" && !header.tiled && !page.reversed && segmentIsLarge(page.segmentHeight, rowSize);
  const step = byPart ? bandRows(rowSize, height) : Math.ceil(bandRows(rowSize, height) / page.segmentHeight) * page.segmentHeight;
  for (let y = 0; y < height; y += step) {
    const rows = Math.min(step, height - y);
    const data = samplesFor(bits, rows * width * channels);
    const band: Band = { y, rows, width, channels, data };
    if (byPart) await fillPart(reader, segments, context, band);
    else await fillSegments(reader, segments, context, band);
    yield applyColour(band, plan);
  }
}

function segmentIsLarge(segmentHeight: number, rowSize: number): boolean {
  return bandRows(rowSize, segmentHeight) < segmentHeight;
}

async function fillSegments(reader: WindowReader, segments: Segments, context: SegmentContext, band: Band): Promise<void> {
  const { page } = context;
  const { header, segmentWidth, segmentHeight } = page;
  const stored = page.planar ? 1 : header.channels;
  for (let c = 0; c < header.channels; c += stored)
    for (let y = band.y; y < band.y + band.rows; y += segmentHeight)
      for (let column = 0; column < segments.across; column++) {
        const plane = page.planar ? c * segments.across * segments.down : 0;
        const index = plane + Math.floor(y / segmentHeight) * segments.across + column;
        const rows = Math.min(segmentHeight, header.height - y);
        const raw = await reader.bytes(segments.offsets[index]!, segments.counts[index]!, "a segment of the TIFF");
        const bytes = await unpackSegment(raw, index, header.tiled ? segmentHeight : rows, context);
        const x = column * segmentWidth;
        copyRows(bytes, { x, y: y - band.y, c, rows, width: Math.min(segmentWidth, header.width - x) }, stored, context, band);
      }
}

/** Rows of uncompressed strips that are too large to be read at once. */
async function fillPart(reader: WindowReader, segments: Segments, context: SegmentContext, band: Band): Promise<void> {
  const { page } = context;
  const stored = page.planar ? 1 : page.header.channels;
  const stride = Math.ceil((page.header.width * stored * page.header.bits) / 8);
  for (let c = 0; c < page.header.channels; c += stored)
    for (let y = band.y; y < band.y + band.rows; ) {
      const strip = Math.floor(y / page.segmentHeight);
      const rows = Math.min((strip + 1) * page.segmentHeight, band.y + band.rows) - y;
      const index = (page.planar ? c * segments.down : 0) + strip;
      const skipped = (y - strip * page.segmentHeight) * stride;
      const left = Math.max(0, Math.min(rows * stride, segments.counts[index]! - skipped));
      const raw = await reader.bytes(segments.offsets[index]! + skipped, left, "a strip of the TIFF");
      const bytes = await unpackSegment(raw, index, rows, context);
      copyRows(bytes, { x: 0, y: y - band.y, c, rows, width: page.header.width }, stored, context, band);
      y += rows;
    }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly c: number;
  readonly rows: number;
  readonly width: number;
}

function copyRows(bytes: Uint8Array, place: Place, stored: number, context: SegmentContext, band: Band): void {
  const { bits } = context.page.header;
  const stride = Math.ceil((context.page.segmentWidth * stored * bits) / 8);
  const planeStride = band.rows * band.width;
  const packing = { bits, channels: stored, bigEndian: !context.littleEndian };
  for (let row = 0; row < place.rows; row++) {
    const offset = place.c * planeStride + (place.y + row) * band.width + place.x;
    unpackRow(bytes.subarray(row * stride, (row + 1) * stride), place.width, packing, { data: band.data, offset, planeStride, step: 1 });
  }
}

async function readColourPlan(
  directory: Directory,
  photometric: number,
  header: Pick<PageHeader, "bits" | "channels">,
): Promise<ColourPlan> {
  const { bits, channels } = header;
  // samples of 16 and more bits are left as they are stored, as Pillow and tifffile do; the header's notes say so
  if (photometric === 0 && bits <= 8 && channels === 1) return { bits, inverted: true };
  if (photometric !== 3) return { bits };
  const entries = 2 ** bits;
  const map = (await directory.numbers("ColorMap", 3 * entries)) ?? [];
  if (map.length < 3 * entries) throw corrupt("ColorMap", `${3 * entries} values are needed, ${map.length} are there`);
  const byte = (i: number) => map[i]! >> 8;
  return { bits, palette: Array.from({ length: entries }, (_, i) => [byte(i), byte(entries + i), byte(2 * entries + i), 255] as const) };
}
