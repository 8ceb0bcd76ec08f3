import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { borderIndex } from "../filters/border.ts";
import { clipHistogram } from "./clip-histogram.ts";

/** What {@link clahe} does in each tile. */
export interface ClaheOptions {
  /** Size of a tile in pixels, whole numbers >= 1. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Most pixels of a tile in one bin, as a share of the tile, 0..1; 0 clips nothing. */
  readonly clipLimit: number;
  /** Bins, 2..16384. */
  readonly bins: number;
}

const LEVELS = 16384;

/**
 * Contrast-limited adaptive histogram equalisation: each tile's histogram is clipped and equalised, and the maps of the four nearest tiles
 * are blended at each pixel.
 *
 * Grey values are first spread over 16384 levels from the smallest to the largest, at the end the result over 0..1. Beyond the frame the
 * image is mirrored, the edge pixel once. A constant plane becomes 0; samples that are not finite count as the smallest.
 *
 * @returns `[height, width]`, 32 bits, in 0..1.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or an option is out of its range.
 *
 * Time O(pixels + tiles * bins), memory 6 bytes a pixel.
 *
 * Source: K. Zuiderveld (1994), Graphics Gems IV, 474-485; conventions of scikit-image's equalize_adapthist.
 */
export function clahe(plane: Plane, options: ClaheOptions): Plane<Float32Array> {
  requireSamples(plane);
  const { tileWidth, tileHeight, clipLimit, bins } = options;
  const whole = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high;
  if (!(whole(tileWidth, 1, 2 ** 24) && whole(tileHeight, 1, 2 ** 24) && whole(bins, 2, LEVELS) && clipLimit >= 0 && clipLimit <= 1))
    throw new ArgosyError("invalid_argument", "tiles, clip limit or bins are out of range", { details: { ...options } });
  const binned = toBins(plane, 1 + Math.floor(LEVELS / bins));
  const maps = tileMaps(binned, options);
  return spreadResult(blend(binned, maps, options));
}

/** Bins of 16384 levels between the smallest and the largest sample. */
function toBins({ data, width, height }: Plane, binSize: number): Plane<Uint16Array> {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < low && value !== Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
  }
  const out = new Uint16Array(data.length);
  if (high <= low) return { data: out, width, height };
  const scale = (LEVELS - 1) / (high - low);
  const binOf = (value: number): number => {
    const level = Math.floor((value - low) * scale + 0.5);
    return level >= 0 && level < LEVELS ? Math.floor(level / binSize) : 0;
  };
  if (data.BYTES_PER_ELEMENT > 2) for (let i = 0; i < out.length; i++) out[i] = binOf(data[i]);
  else {
    const table = Uint16Array.from({ length: high - low + 1 }, (_, i) => binOf(low + i));
    for (let i = 0; i < out.length; i++) out[i] = table[data[i] - low];
  }
  return { data: out, width, height };
}

/** For each tile and bin the level that it becomes. */
interface TileMaps {
  readonly levels: Uint16Array;
  readonly columns: number;
  readonly rows: number;
}

function tileMaps({ data, width, height }: Plane<Uint16Array>, { tileWidth, tileHeight, clipLimit, bins }: ClaheOptions): TileMaps {
  const [columns, rows] = [Math.ceil(width / tileWidth), Math.ceil(height / tileHeight)];
  const pixels = tileWidth * tileHeight;
  const limit = clipLimit > 0 ? Math.max(1, Math.floor(clipLimit * pixels)) : pixels;
  const levels = new Uint16Array(columns * rows * bins);
  const counts = new Int32Array(bins);
  for (let tile = 0; tile < columns * rows; tile++) {
    const [left, top] = [(tile % columns) * tileWidth, Math.floor(tile / columns) * tileHeight];
    counts.fill(0);
    for (let y = top; y < top + tileHeight; y++) {
      const row = borderIndex(y, height, "mirror") * width;
      const inside = Math.min(width, left + tileWidth);
      for (let x = left; x < inside; x++) counts[data[row + x]]++;
      for (let x = inside; x < left + tileWidth; x++) counts[data[row + borderIndex(x, width, "mirror")]]++;
    }
    clipHistogram(counts, limit);
    for (let bin = 0, sum = 0; bin < bins; bin++) {
      sum += counts[bin];
      levels[tile * bins + bin] = Math.min(LEVELS - 1, Math.floor((sum * (LEVELS - 1)) / pixels));
    }
  }
  return { levels, columns, rows };
}

function blend(
  { data, width, height }: Plane<Uint16Array>,
  { levels, columns, rows }: TileMaps,
  { tileWidth, tileHeight, bins }: ClaheOptions,
): Plane<Float32Array> {
  const out = new Float32Array(data.length);
  const across = neighbours(width, tileWidth, columns);
  const down = neighbours(height, tileHeight, rows);
  const [lefts, rights] = [across.before.map((tile) => tile * bins), across.after.map((tile) => tile * bins)];
  for (let y = 0; y < height; y++) {
    const above = down.before[y] * columns * bins;
    const below = down.after[y] * columns * bins;
    const v = down.share[y];
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const u = across.share[x];
      const left = lefts[x] + data[i];
      const right = rights[x] + data[i];
      const upper = levels[above + left] * (1 - u) + levels[above + right] * u;
      const lower = levels[below + left] * (1 - u) + levels[below + right] * u;
      out[i] = Math.floor(upper * (1 - v) + lower * v);
    }
  }
  return { data: out, width, height };
}

/** For each pixel of a line the tiles whose centres lie before and after it, and how far it is on the way. */
function neighbours(length: number, tile: number, tiles: number) {
  const [before, after, share] = [new Int32Array(length), new Int32Array(length), new Float64Array(length)];
  for (let i = 0; i < length; i++) {
    const at = i + Math.floor(tile / 2);
    const next = Math.floor(at / tile);
    before[i] = Math.max(0, next - 1);
    after[i] = Math.min(tiles - 1, next);
    share[i] = (at % tile) / tile;
  }
  return { before, after, share };
}

function spreadResult({ data, width, height }: Plane<Float32Array>): Plane<Float32Array> {
  let [low, high] = [data[0], data[0]];
  for (let i = 1; i < data.length; i++) {
    if (data[i] < low) low = data[i];
    if (data[i] > high) high = data[i];
  }
  const scale = high > low ? 1 / (high - low) : 0;
  for (let i = 0; i < data.length; i++) data[i] = (data[i] - low) * scale;
  return { data, width, height };
}
