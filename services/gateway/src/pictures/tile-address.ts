import { refusal } from "@argosy/core";

/** A picture of a part of an image. */
export interface Tile {
  /** In pixels of the full resolution. With padding it may reach beyond the right and lower edge. */
  readonly region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const WHOLE = /^[0-9]+$/;

/** Tile size and overlap of our Deep Zoom pyramids; the usual ones of libvips. */
export const DZI = { tile: 254, overlap: 1 } as const;

/**
 * A whole number out of an address.
 *
 * @throws {ArgosyError} `ADDRESS_INVALID` for anything else.
 */
export function wholeNumber(text: string, name: string): number {
  if (!WHOLE.test(text)) throw refusal("ADDRESS_INVALID", `${name} is not a whole number`, { field: name });
  return Number(text);
}

/**
 * The tile of an XYZ pyramid: level 0 is the whole image in one tile, each level doubles it, the last one has full resolution.
 *
 * @param edge - what becomes of tiles that reach beyond the image: cut, or as large as all others.
 * @throws {ArgosyError} `TILE_OUT_OF_RANGE`.
 */
export function xyzTile(image: Size, at: { z: number; x: number; y: number }, tile: number, edge: "crop" | "pad"): Tile {
  const zMax = Math.max(0, Math.ceil(Math.log2(Math.max(image.width, image.height) / tile)));
  if (at.z > zMax) throw outside({ ...at, levels: zMax + 1 });
  const scale = 2 ** (zMax - at.z);
  const side = tile * scale;
  const x = at.x * side;
  const y = at.y * side;
  if (x >= image.width || y >= image.height) throw outside({ ...at });
  if (edge === "pad") return { region: { x, y, width: side, height: side }, width: tile, height: tile };
  const width = Math.min(side, image.width - x);
  const height = Math.min(side, image.height - y);
  return { region: { x, y, width, height }, width: Math.ceil(width / scale), height: Math.ceil(height / scale) };
}

/** The highest level of a Deep Zoom pyramid; it has full resolution. */
export function dziMaxLevel({ width, height }: Size): number {
  return Math.ceil(Math.log2(Math.max(width, height)));
}

/**
 * The tile of a Deep Zoom pyramid: level 0 has one pixel; tiles share one pixel with their neighbours and are cut at the edges.
 *
 * @throws {ArgosyError} `TILE_OUT_OF_RANGE`.
 */
export function dziTile(image: Size, at: { level: number; col: number; row: number }): Tile {
  const maxLevel = dziMaxLevel(image);
  if (at.level > maxLevel) throw outside({ ...at, levels: maxLevel + 1 });
  const scale = 2 ** (maxLevel - at.level);
  const x = dziSpan(image.width, at.col, scale);
  const y = dziSpan(image.height, at.row, scale);
  if (x === undefined || y === undefined) throw outside({ ...at });
  return { region: { x: x.start, y: y.start, width: x.length, height: y.length }, width: x.pixels, height: y.pixels };
}

/** Start and length of one row or column of tiles: on the level, and in full resolution. */
function dziSpan(full: number, index: number, scale: number): { start: number; length: number; pixels: number } | undefined {
  const size = Math.ceil(full / scale);
  if (index * DZI.tile >= size) return undefined;
  const from = index * DZI.tile - (index > 0 ? DZI.overlap : 0);
  const to = Math.min(size, (index + 1) * DZI.tile + DZI.overlap);
  return { start: from * scale, length: Math.min(full, to * scale) - from * scale, pixels: to - from };
}

function outside(details: Record<string, number>): Error {
  return refusal("TILE_OUT_OF_RANGE", "the tile lies outside the image", details);
}
