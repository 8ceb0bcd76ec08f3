import type { Mask } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/**
 * Thin a mask to lines of one pixel that keep its parts and its holes.
 *
 * Border pixels that are no ends and whose loss parts nothing are taken away, first those on the right and lower side, then those on the
 * left and upper one, all at once in each half pass, until nothing changes. What lies outside the frame is background.
 *
 * @param mask - `[height, width]`, other than 0 = foreground; not changed.
 * @returns A new mask of 0 and 1. An empty mask stays empty; a part of 2 x 2 pixels may vanish, as in the paper.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels.
 *
 * Time O(pixels + pixels taken away): a pixel is looked at again only when a neighbour went. As scikit-image's `skeletonize`, which decides 25 of the
 * 256 neighbourhoods otherwise than the paper: corners of two straight neighbours go, and two neighbours in a row go in one half pass at most, so that
 * lines two pixels wide keep their length.
 *
 * Source: T. Y. Zhang, C. Y. Suen (1984), Commun. ACM 27(3), 236-239, doi:10.1145/357994.358023.
 */
export function skeletonize(mask: Mask): Mask {
  requireOneSize(mask);
  const { width, height } = mask;
  const stride = width + 2;
  const cells = new Uint8Array(stride * (height + 2));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) cells[(y + 1) * stride + x + 1] = mask.data[y * width + x] === 0 ? 0 : 1;
  const around = [-stride, 1 - stride, 1, stride + 1, stride, stride - 1, -1, -1 - stride];
  const looked = new Uint32Array(cells.length);
  // What went in the last two half passes decides what has to be looked at again.
  let before: number[] = [];
  let last: number[] = [];
  for (let pass = 1; pass <= 2 || before.length + last.length > 0; pass++) {
    const candidates = pass <= 2 ? allPixels(cells) : neighboursOf([before, last], around, cells, looked, pass);
    const table = DELETABLE[(pass + 1) % 2];
    const gone = candidates.filter((i) => cells[i] === 1 && table[patternAt(cells, i, around)] === 1);
    for (const i of gone) cells[i] = 0;
    before = last;
    last = gone;
  }
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) out.set(cells.subarray((y + 1) * stride + 1, (y + 1) * stride + 1 + width), y * width);
  return { data: out, width, height };
}

/** Neighbourhoods that scikit-image decides otherwise, by when their pixel may go: never, in the first half pass, in the second, in both. */
const EXCEPTIONS: readonly (readonly number[])[] = [
  [0x18, 0xc0],
  [0x03, 0x06, 0x07, 0x43, 0x61, 0x63, 0x81, 0x85, 0xc1, 0xd0],
  [0x0c, 0x0d, 0x1c, 0x30, 0x34, 0x36, 0x58, 0x60, 0x70],
  [0x05, 0x14, 0x41, 0x50],
];

/** For each half pass and pattern of 8 neighbours (bit 0 above, then clockwise) whether a pixel may go. */
const DELETABLE = [0, 1].map((half) => Uint8Array.from({ length: 256 }, (_, pattern) => (isDeletable(pattern, half) ? 1 : 0)));

function isDeletable(pattern: number, half: number): boolean {
  const exception = EXCEPTIONS.findIndex((patterns) => patterns.includes(pattern));
  if (exception >= 0) return ((exception >> half) & 1) === 1;
  const at = (k: number): number => (pattern >> (k % 8)) & 1;
  let count = 0;
  let rises = 0;
  for (let k = 0; k < 8; k++) {
    count += at(k);
    if (at(k) === 0 && at(k + 1) === 1) rises++;
  }
  if (count < 2 || count > 6 || rises !== 1) return false;
  const [up, right, down, left] = [at(0), at(2), at(4), at(6)];
  return half === 0 ? up * right * down === 0 && right * down * left === 0 : up * right * left === 0 && up * down * left === 0;
}

function patternAt(cells: Uint8Array, i: number, around: readonly number[]): number {
  let pattern = 0;
  for (let k = 0; k < 8; k++) pattern |= cells[i + around[k]] << k;
  return pattern;
}

function allPixels(cells: Uint8Array): number[] {
  const pixels: number[] = [];
  for (let i = 0; i < cells.length; i++) if (cells[i] === 1) pixels.push(i);
  return pixels;
}

function neighboursOf(
  lists: readonly (readonly number[])[],
  around: readonly number[],
  cells: Uint8Array,
  looked: Uint32Array,
  pass: number,
): number[] {
  const pixels: number[] = [];
  for (const list of lists)
    for (const gone of list)
      for (const step of around) {
        const i = gone + step;
        if (cells[i] === 0 || looked[i] === pass) continue;
        looked[i] = pass;
        pixels.push(i);
      }
  return pixels;
}
