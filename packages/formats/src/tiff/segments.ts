import { LIMITS, refusal } from "@argosy/core";
import { truncated } from "../window-reader.ts";
import { corrupt, type Directory } from "./directory.ts";
import type { TiffPage } from "./read-page.ts";
import { TAG } from "./tags.ts";

/** Where the strips or tiles of a page lie, in the order row by row, and channel after channel where they are planar. */
export interface Segments {
  readonly across: number;
  readonly down: number;
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
}

/** Bytes of one whole strip or tile once unpacked. */
function segmentBytes(page: TiffPage): number {
  const { header, segmentWidth, segmentHeight, planar } = page;
  return Math.ceil((segmentWidth * (planar ? 1 : header.channels) * header.bits) / 8) * segmentHeight;
}

/**
 * Offsets and byte counts of a page, each checked against the length of the file.
 *
 * @throws {ArgosyError} `TIFF_CORRUPT` naming the tag where a place is impossible, `IMAGE_TRUNCATED` with the expected and the actual
 *   length where the places are plausible and the file is too short for them.
 */
export async function readSegments(directory: Directory, page: TiffPage, fileBytes: number): Promise<Segments> {
  const { header, segmentWidth, segmentHeight, planar } = page;
  const across = Math.ceil(header.width / segmentWidth);
  const down = Math.ceil(header.height / segmentHeight);
  const needed = across * down * (planar ? header.channels : 1);
  const tiles = directory.has(TAG.TileOffsets);
  const offsetsName = tiles ? "TileOffsets" : "StripOffsets";
  const countsName = tiles ? "TileByteCounts" : "StripByteCounts";
  const found = directory.count(TAG[offsetsName]);
  if (found < needed) throw corrupt(offsetsName, `${needed} segments are needed, ${found} are listed`, { needed, found });
  checkSegmentBytes(page);
  const offsets = (await directory.numbers(offsetsName, needed)) ?? [];
  const counts = (await directory.numbers(countsName, needed)) ?? [];
  const listed = counts.length === needed ? counts : guessCounts(page, countsName, needed, counts.length);
  const complete = header.compression === "none" ? plainCounts(page, countsName, listed) : listed;
  checkPlaces(offsetsName, countsName, { across, down, offsets, counts: complete }, fileBytes);
  return { across, down, offsets, counts: complete };
}

function checkSegmentBytes(page: TiffPage): void {
  const bytes = segmentBytes(page);
  const whole = page.header.compression !== "none" || page.header.tiled;
  if (whole && bytes > LIMITS.wholeDecoderBytes)
    throw refusal(
      "IMAGE_TOO_LARGE",
      `one segment of the TIFF unpacks to ${bytes} bytes, more than the limit of ${LIMITS.wholeDecoderBytes}`,
      {
        bytes,
        limit: LIMITS.wholeDecoderBytes,
        limitName: "wholeDecoderBytes",
      },
    );
}

/** Old writers leave the byte counts of uncompressed images away: they follow from the size. */
function guessCounts(page: TiffPage, name: string, needed: number, found: number): number[] {
  if (page.header.compression !== "none" || found !== 0)
    throw corrupt(name, `${needed} byte counts are needed, ${found} are listed`, { needed, found });
  return Array.from({ length: needed }, () => segmentBytes(page));
}

/** Uncompressed segments need what their size says: fewer bytes are a contradiction, more are not looked at. */
function plainCounts(page: TiffPage, name: string, listed: readonly number[]): number[] {
  const row = segmentBytes(page) / page.segmentHeight;
  const down = Math.ceil(page.header.height / page.segmentHeight);
  return listed.map((count, i) => {
    const last = !page.header.tiled && i % down === down - 1;
    const needed = row * (last ? page.header.height - (down - 1) * page.segmentHeight : page.segmentHeight);
    if (count < needed) throw corrupt(name, `segment ${i} needs ${needed} bytes and has ${count}`, { segment: i, needed, bytes: count });
    return needed;
  });
}

function checkPlaces(offsetsName: string, countsName: string, segments: Segments, fileBytes: number): void {
  const total = segments.counts.reduce((sum, count) => sum + count, 0);
  // a file that was cut cannot have been much longer than its segments and its directories together
  const plausible = Math.min(2 * total + LIMITS.metadataBytes, Number.MAX_SAFE_INTEGER);
  let end = 0;
  segments.offsets.forEach((offset, i) => {
    const count = segments.counts[i]!;
    if (!(count > 0)) throw corrupt(countsName, `segment ${i} has ${count} bytes`, { segment: i, bytes: count });
    if (offset < 8 || offset > plausible || (i === 0 && offset >= fileBytes))
      throw corrupt(offsetsName, `segment ${i} starts at byte ${offset} of a file of ${fileBytes}`, { segment: i, offset, fileBytes });
    if (count > 16 * fileBytes)
      throw corrupt(countsName, `segment ${i} has ${count} bytes in a file of ${fileBytes}`, { segment: i, bytes: count, fileBytes });
    end = Math.max(end, offset + count);
  });
  if (end > fileBytes) throw truncated("the pixel data of the TIFF", end, fileBytes);
}
