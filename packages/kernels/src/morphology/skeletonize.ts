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
  let count = 0;
  for (let y = 0, i = 0, p = stride + 1; y < height; y++, p += 2)
    for (let x = 0; x < width; x++, i++, p++)
      if (mask.data[i] !== 0) {
        cells[p] = INSIDE;
        count++;
      }
  const candidates = new Int32Array(count);
  // What went in the last two half passes decides what has to be looked at again.
  let [before, last] = [new Int32Array(count), new Int32Array(count)];
  let [goneBefore, goneLast] = [0, 0];
  for (let pass = 1; pass <= 2 || goneBefore + goneLast > 0; pass++) {
    const asked =
      pass <= 2
        ? borderPixels(cells, stride, candidates)
        : neighboursOf(
            last.subarray(0, goneLast),
            cells,
            stride,
            candidates,
            neighboursOf(before.subarray(0, goneBefore), cells, stride, candidates, 0),
          );
    const gone = removable(candidates.subarray(0, asked), cells, stride, DELETABLE[(pass + 1) % 2], before);
    [before, last] = [last, before];
    [goneBefore, goneLast] = [goneLast, gone];
  }
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) out.set(cells.subarray((y + 1) * stride + 1, (y + 1) * stride + 1 + width), y * width);
  return { data: out, width, height };
}

const INSIDE = 1;
/** Inside, and on the list of what is looked at. */
const LISTED = 3;

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

/** Takes away all candidates whose neighbours allow it, at once; gives how many, and lists them in `gone`. */
function removable(candidates: Int32Array, cells: Uint8Array, stride: number, table: Uint8Array, gone: Int32Array): number {
  let count = 0;
  for (let k = 0; k < candidates.length; k++) {
    const i = candidates[k];
    cells[i] = INSIDE;
    const [above, below] = [i - stride, i + stride];
    const pattern =
      (cells[above] & 1) |
      ((cells[above + 1] & 1) << 1) |
      ((cells[i + 1] & 1) << 2) |
      ((cells[below + 1] & 1) << 3) |
      ((cells[below] & 1) << 4) |
      ((cells[below - 1] & 1) << 5) |
      ((cells[i - 1] & 1) << 6) |
      ((cells[above - 1] & 1) << 7);
    if (table[pattern] === 1) gone[count++] = i;
  }
  for (let k = 0; k < count; k++) cells[gone[k]] = 0;
  return count;
}

/** Lists the pixels with a straight neighbour outside: no other may go. */
function borderPixels(cells: Uint8Array, stride: number, list: Int32Array): number {
  const words = new Uint32Array(cells.buffer, 0, cells.length >> 2);
  const end = cells.length - stride;
  let count = 0;
  for (let i = stride; i < end; i++) {
    // Four pixels of the background at once.
    if ((i & 3) === 0) while (i < end && words[i >> 2] === 0) i += 4;
    if (i < end && cells[i] !== 0 && (cells[i - 1] & cells[i + 1] & cells[i - stride] & cells[i + stride]) === 0) list[count++] = i;
  }
  return count;
}

/** Lists the pixels around those that went, each once, behind the first `count` of the list; gives how many there are then. */
function neighboursOf(gone: Int32Array, cells: Uint8Array, stride: number, list: Int32Array, count: number): number {
  let listed = count;
  for (let k = 0; k < gone.length; k++)
    for (let row = gone[k] - stride; row <= gone[k] + stride; row += stride)
      for (let i = row - 1; i <= row + 1; i++) {
        if (cells[i] !== INSIDE) continue;
        cells[i] = LISTED;
        list[listed++] = i;
      }
  return listed;
}
