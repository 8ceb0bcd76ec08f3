import type { Point } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";

/** A line along which a plane has one value: closed when its last point equals its first. */
export type ContourLine = readonly Point[];

/**
 * Lines at which the samples of a plane pass a level, between pixel centres by linear interpolation.
 *
 * Higher values (`> level`) lie on the right of a line's direction, as seen on the screen. Where two high and two low pixels meet at a corner the
 * low ones are joined, or with `connect: "high"` the high ones. Lines that end at the frame, or at a sample that is not finite, stay open.
 *
 * @param image - `[height, width]`, any sample type; not changed.
 * @returns Lines in raster order of where each was first met; a constant plane, or one with a side below 2, has none. Coordinates are those of the
 *   frame, so that the centre of the first pixel is at (0.5, 0.5); scikit-image's are smaller by a half.
 * @throws {ArgosyError} `invalid_argument` for a plane without pixels, or a level that is not finite.
 *
 * Time O(pixels). As scikit-image's `find_contours`.
 *
 * Source: W. E. Lorensen, H. E. Cline (1987), Comput. Graphics 21(4), 163-169, doi:10.1145/37402.37422, in two dimensions.
 */
export function contourLines(image: Plane, level: number, connect: "low" | "high" = "low"): ContourLine[] {
  requireOneSize(image);
  if (!Number.isFinite(level)) throw new ArgosyError("invalid_argument", "a level must be finite", { details: { level } });
  const { data, width, height } = image;
  const chains = new Chains();
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0, i = y * width; x + 1 < width; x++, i++) {
      const [ul, ur, ll, lr] = [data[i], data[i + 1], data[i + width], data[i + width + 1]];
      const pattern = (ul > level ? 1 : 0) + (ur > level ? 2 : 0) + (ll > level ? 4 : 0) + (lr > level ? 8 : 0);
      if (pattern === 0 || pattern === 15 || !Number.isFinite(ul + ur + ll + lr)) continue;
      const sides = [
        crossing(image, i, i + 1, level),
        crossing(image, i, i + width, level),
        crossing(image, i + 1, i + width + 1, level),
        crossing(image, i + width, i + width + 1, level),
      ];
      const pairs = connect === "high" && (pattern === 6 || pattern === 9) ? SADDLES[pattern] : SEGMENTS[pattern];
      for (const [from, to] of pairs) chains.add(sides[from], sides[to]);
    }
  return chains.lines();
}

const [TOP, LEFT, RIGHT, BOTTOM] = [0, 1, 2, 3];

/** From side to side of a square, by which of its corners are high: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
const SEGMENTS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[TOP, LEFT]],
  [[RIGHT, TOP]],
  [[RIGHT, LEFT]],
  [[LEFT, BOTTOM]],
  [[TOP, BOTTOM]],
  [
    [RIGHT, TOP],
    [LEFT, BOTTOM],
  ],
  [[RIGHT, BOTTOM]],
  [[BOTTOM, RIGHT]],
  [
    [TOP, LEFT],
    [BOTTOM, RIGHT],
  ],
  [[BOTTOM, TOP]],
  [[BOTTOM, LEFT]],
  [[LEFT, RIGHT]],
  [[TOP, RIGHT]],
  [[LEFT, TOP]],
  [],
];

/** The two squares with high corners across, when the high ones are joined. */
const SADDLES = {
  6: [
    [LEFT, TOP],
    [RIGHT, BOTTOM],
  ],
  9: [
    [TOP, RIGHT],
    [BOTTOM, LEFT],
  ],
} as const;

/** A point on an edge of the grid of pixel centres; one that falls on a centre is the same from all its edges. */
interface Crossing extends Point {
  readonly key: number;
}

function crossing({ data, width }: Plane, a: number, b: number, level: number): Crossing {
  const share = data[a] === data[b] ? 0 : (level - data[a]) / (data[b] - data[a]);
  const along = b - a === 1;
  const x = (a % width) + 0.5 + (along ? share : 0);
  const y = Math.floor(a / width) + 0.5 + (along ? 0 : share);
  const key = share === 0 ? 3 * a : share === 1 ? 3 * b : 3 * a + (along ? 1 : 2);
  return { x, y, key };
}

interface Link {
  readonly point: Crossing;
  next: Link | undefined;
}

interface Chain {
  readonly order: number;
  head: Link;
  tail: Link;
}

/** Segments that are strung together as they come; the older of two chains that meet keeps its place. */
class Chains {
  readonly #starts = new Map<number, Chain>();
  readonly #ends = new Map<number, Chain>();
  readonly #all = new Map<number, Chain>();
  #next = 0;

  add(from: Crossing, to: Crossing): void {
    if (from.key === to.key) return;
    const after = take(this.#starts, to.key);
    const before = take(this.#ends, from.key);
    if (before !== undefined && before === after) append(before, to);
    else if (before !== undefined && after !== undefined) this.#join(before, after);
    else if (before !== undefined) {
      append(before, to);
      this.#ends.set(to.key, before);
    } else if (after !== undefined) {
      after.head = { point: from, next: after.head };
      this.#starts.set(from.key, after);
    } else {
      const tail: Link = { point: to, next: undefined };
      const chain: Chain = { order: this.#next++, head: { point: from, next: tail }, tail };
      this.#all.set(chain.order, chain);
      this.#starts.set(from.key, chain);
      this.#ends.set(to.key, chain);
    }
  }

  lines(): ContourLine[] {
    return Array.from(this.#all.values())
      .sort((a, b) => a.order - b.order)
      .map(pointsOf);
  }

  #join(before: Chain, after: Chain): void {
    before.tail.next = after.head;
    const [kept, gone] = before.order < after.order ? [before, after] : [after, before];
    kept.head = before.head;
    kept.tail = after.tail;
    this.#all.delete(gone.order);
    this.#starts.set(kept.head.point.key, kept);
    this.#ends.set(kept.tail.point.key, kept);
  }
}

function take(map: Map<number, Chain>, key: number): Chain | undefined {
  const found = map.get(key);
  map.delete(key);
  return found;
}

function append(chain: Chain, point: Crossing): void {
  chain.tail.next = { point, next: undefined };
  chain.tail = chain.tail.next;
}

function pointsOf(chain: Chain): ContourLine {
  const points: Point[] = [];
  for (let link: Link | undefined = chain.head; link !== undefined; link = link.next) points.push({ x: link.point.x, y: link.point.y });
  return points;
}
