import type { Connectivity } from "./label.ts";
import { neighbourSteps } from "./neighbours.ts";

/** Pixels in tiles of 8 x 8 that lie behind each other, with a frame of one pixel: neighbours are near in memory, too, above and below. */
export interface Tiling {
  /** Places of all tiles. */
  readonly size: number;
  /** The first place of each row of tiles is a multiple of it. */
  readonly stride: number;
  /** For each of the 64 places of a tile, how far it is to its neighbours. */
  readonly steps: Int32Array;
  readonly neighbours: number;
  /** Where a pixel of the plane lies. */
  placeOf(x: number, y: number): number;
}

/** How a plane is cut into tiles. Time O(1). */
export function tilingOf(width: number, height: number, connectivity: Connectivity): Tiling {
  const stride = 64 * ((width + 9) >> 3);
  const place = (x: number, y: number): number => (y >> 3) * stride + ((x >> 3) << 6) + ((y & 7) << 3) + (x & 7);
  const { dx, dy } = neighbourSteps(connectivity);
  const steps = new Int32Array(64 * dx.length);
  for (let at = 0; at < 64; at++) {
    const [x, y] = [8 + (at & 7), 8 + (at >> 3)];
    for (let k = 0; k < dx.length; k++) steps[at * dx.length + k] = place(x + dx[k], y + dy[k]) - place(x, y);
  }
  return { size: stride * ((height + 9) >> 3), stride, steps, neighbours: dx.length, placeOf: (x, y) => place(x + 1, y + 1) };
}

/** The samples of a plane `[height, width]` out of its tiles. Time O(pixels). */
export function fromTiles(tiles: Uint32Array, { stride }: Tiling, width: number, height: number): Uint32Array {
  const out = new Uint32Array(width * height);
  for (let y = 1, i = 0; y <= height; y++) {
    const row = (y >> 3) * stride + ((y & 7) << 3);
    for (let x = 1; x <= width; x++, i++) out[i] = tiles[row + ((x >> 3) << 6) + (x & 7)];
  }
  return out;
}
