import type { Labels } from "../array/plane.ts";
import { hullRows } from "../measure/convex-hull.ts";
import type { Components, Connectivity } from "./label.ts";

/** Which cuts between neighbouring pieces {@link joinConcavePieces} keeps. */
export interface JoinRule {
  /** A piece of fewer pixels is no body of its own: it joins the neighbour with the longest common border. */
  readonly minArea: number;
  /** Both pieces must fill at least this share of their convex hulls, 0..1. */
  readonly minSolidity: number;
  /** The less solid piece must be more solid than the two together by at least this much. */
  readonly minGain: number;
  readonly connectivity: Connectivity;
}

/**
 * Undo the cuts that do not make convex bodies out of a concave one.
 *
 * A watershed of a distance map cuts at every neck: between two pellets that touch, but also through chains, flakes, limbs and bends. Two bodies
 * that touch are each nearly convex, and together they are not. So a cut stays when both pieces have a solidity (pixels / pixels of the convex
 * hull, both as {@link hullRows} counts them) of at least `minSolidity`, and the lower of the two exceeds the solidity of their union by at
 * least `minGain`. Pieces below `minArea` join first, the smallest before the others, ties by label; then the cut with the smallest gain is undone,
 * again and again, until all that are left may stay. Pieces without a neighbour are left alone, whatever their size.
 *
 * @param labels - `[height, width]`, each label one connected piece; not changed.
 * @returns New labels and their number; a label is the rank of the object's first pixel in raster order.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels), and O(k^2 rows) for each group of k neighbouring pieces. No label: count 0.
 *
 * Source: the measure of concavity is that of S. Kumar, S. H. Ong, S. Ranganath, T. C. Ong, F. T. Chew (2006), Pattern Recognition 39(6),
 * 1087-1098, doi:10.1016/j.patcog.2005.11.017 (splitting of touching cells at concavities), used here to judge cuts, not to find them.
 */
export function joinConcavePieces(labels: Labels, rule: JoinRule): Components {
  const pieces = measurePieces(labels);
  const borders = countBorders(labels, rule.connectivity);
  const joined = new Map<number, number>();
  for (const [label, around] of borders) {
    while (around.size > 0 && pieces.has(label)) {
      const group = groupAround(label, borders);
      const cut = smallestPiece(group, pieces, borders, rule) ?? worstCut(group, pieces, borders, rule);
      if (cut === undefined) break;
      join(cut, pieces, borders, joined);
    }
  }
  return renumber(labels, joined);
}

/** The pixels of a piece row by row from `top`, with what is left out between `first` and `last`. */
interface Piece {
  readonly top: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly area: number;
  readonly solidity: number;
}

/** Two neighbouring pieces; the lower label stays. */
type Cut = readonly [number, number];
type Borders = Map<number, Map<number, number>>;

function measurePieces({ data, width, height }: Labels): Map<number, Piece> {
  const rows = new Map<number, { top: number; first: number[]; last: number[]; area: number }>();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue;
      let piece = rows.get(data[i]);
      if (piece === undefined) {
        piece = { top: y, first: [], last: [], area: 0 };
        rows.set(data[i], piece);
      }
      const row = y - piece.top;
      while (piece.first.length <= row) {
        piece.first.push(width);
        piece.last.push(-1);
      }
      piece.first[row] = Math.min(piece.first[row], x);
      piece.last[row] = x;
      piece.area++;
    }
  }
  const pieces = new Map<number, Piece>();
  for (const [label, { top, first, last, area }] of rows)
    pieces.set(label, asPiece(top, Int32Array.from(first), Int32Array.from(last), area));
  return pieces;
}

function asPiece(top: number, first: Int32Array, last: Int32Array, area: number): Piece {
  return { top, first, last, area, solidity: area / hullRows(first, last).area };
}

function united(a: Piece, b: Piece): Piece {
  const top = Math.min(a.top, b.top);
  const rows = Math.max(a.top + a.first.length, b.top + b.first.length) - top;
  const first = new Int32Array(rows).fill(1 << 29);
  const last = new Int32Array(rows).fill(-1);
  for (const piece of [a, b])
    for (let row = 0; row < piece.first.length; row++) {
      const to = row + piece.top - top;
      first[to] = Math.min(first[to], piece.first[row]);
      last[to] = Math.max(last[to], piece.last[row]);
    }
  return asPiece(top, first, last, a.area + b.area);
}

/** For each label its neighbours and along how many pairs of pixels they touch. */
function countBorders({ data, width, height }: Labels, connectivity: Connectivity): Borders {
  const borders: Borders = new Map();
  const note = (a: number, b: number): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      const around = borders.get(one) ?? new Map<number, number>();
      borders.set(one, around);
      around.set(other, (around.get(other) ?? 0) + 1);
    }
  };
  const steps =
    connectivity === 8
      ? [
          [1, 0],
          [-1, 1],
          [0, 1],
          [1, 1],
        ]
      : [
          [1, 0],
          [0, 1],
        ];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const label = data[y * width + x];
      if (label === 0) continue;
      for (const [dx, dy] of steps) {
        if (x + dx < 0 || x + dx >= width || y + dy >= height) continue;
        const other = data[(y + dy) * width + x + dx];
        if (other !== 0 && other !== label) note(label, other);
      }
    }
  return borders;
}

/** All pieces that hang together with this one, ascending. */
function groupAround(label: number, borders: Borders): number[] {
  const group = new Set([label]);
  for (const member of group) for (const other of borders.get(member)?.keys() ?? []) group.add(other);
  return [...group].sort((a, b) => a - b);
}

function smallestPiece(group: readonly number[], pieces: Map<number, Piece>, borders: Borders, rule: JoinRule): Cut | undefined {
  let smallest: number | undefined;
  let area = rule.minArea;
  for (const label of group) {
    const piece = pieces.get(label) as Piece;
    if (piece.area >= area) continue;
    area = piece.area;
    smallest = label;
  }
  if (smallest === undefined) return undefined;
  const around = [...(borders.get(smallest) ?? [])].sort(([a, m], [b, n]) => n - m || a - b);
  return [smallest, around[0][0]];
}

function worstCut(group: readonly number[], pieces: Map<number, Piece>, borders: Borders, rule: JoinRule): Cut | undefined {
  let worst: Cut | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const a of group) {
    for (const b of [...(borders.get(a)?.keys() ?? [])].sort((m, n) => m - n)) {
      if (b < a) continue;
      const [one, other] = [pieces.get(a) as Piece, pieces.get(b) as Piece];
      const lower = Math.min(one.solidity, other.solidity);
      const gain = lower - united(one, other).solidity;
      if ((lower >= rule.minSolidity && gain >= rule.minGain) || gain >= least) continue;
      least = gain;
      worst = [a, b];
    }
  }
  return worst;
}

function join([a, b]: Cut, pieces: Map<number, Piece>, borders: Borders, joined: Map<number, number>): void {
  const [kept, gone] = a < b ? [a, b] : [b, a];
  pieces.set(kept, united(pieces.get(kept) as Piece, pieces.get(gone) as Piece));
  pieces.delete(gone);
  joined.set(gone, kept);
  const around = borders.get(kept) as Map<number, number>;
  for (const [other, length] of borders.get(gone) as Map<number, number>) {
    const back = borders.get(other) as Map<number, number>;
    back.delete(gone);
    if (other === kept) continue;
    around.set(other, (around.get(other) ?? 0) + length);
    back.set(kept, (back.get(kept) ?? 0) + length);
  }
  borders.set(gone, new Map());
}

function renumber({ data, width, height }: Labels, joined: Map<number, number>): Components {
  const numbers = new Map<number, number>();
  const labels = new Uint32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    let label = data[i];
    for (let kept = joined.get(label); kept !== undefined; kept = joined.get(label)) label = kept;
    const number = numbers.get(label) ?? numbers.size + 1;
    numbers.set(label, number);
    labels[i] = number;
  }
  return { labels: { data: labels, width, height }, count: numbers.size };
}
