import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { Affine } from "./affine.ts";

/** Where the points of one row of a warped plane lie on the plane that it is made of. */
export interface RowPlace extends Pick<Affine, "xx" | "yx" | "x0" | "y0"> {
  /** What is added for the row, besides. */
  readonly downX: number;
  readonly downY: number;
  readonly width: number;
}

/** Where one row goes, and what stands for samples outside the plane. */
export interface RowTarget {
  readonly out: PixelArray;
  readonly from: number;
  /** Whether samples are whole numbers. */
  readonly whole: boolean;
  /** A value, or the nearest sample of the plane. */
  readonly outside: number | "edge";
}

/** Beyond this, rounding may show in a mean of equal whole numbers. */
const EXACT = 2 ** 32;

/**
 * One row by linear interpolation: the points that have four neighbours in the plane follow each other, and are the fast ones. Time
 * O(width).
 */
export function blendRow(plane: Plane, place: RowPlace, target: RowTarget): void {
  const { width } = place;
  const { out, from, whole, outside } = target;
  const inner = pointsWithin(place, 0, plane.width - 1, plane.height - 1);
  const finite = Number.isFinite(place.xx + place.yx + place.x0 + place.y0 + place.downX + place.downY);
  const fill = outside === "edge" ? undefined : outside;
  const blank = whole && finite && fill !== undefined && Number.isInteger(fill) && Math.abs(fill) < EXACT;
  // Beyond these no neighbour is in the plane.
  const near = blank ? pointsWithin(place, -1, plane.width, plane.height) : { begin: 0, end: width };
  const [begin, end] = [Math.min(near.begin, near.end), Math.max(near.begin, near.end)];
  if (blank) {
    out.fill(fill, from, from + begin);
    out.fill(fill, from + end, from + width);
  }
  if (inner.begin >= inner.end) blendEdge(plane, place, target, { begin, end });
  else {
    blendEdge(plane, place, target, { begin, end: inner.begin });
    if (whole) blendWhole(plane, place, target, inner);
    else blendReal(plane, place, target, inner);
    blendEdge(plane, place, target, { begin: inner.end, end });
  }
}

interface Piece {
  readonly begin: number;
  readonly end: number;
}

/** The points of the row whose column and row on the plane, as distances from the first pixel, are at least `low` and below a limit. */
function pointsWithin({ xx, yx, x0, y0, downX, downY, width }: RowPlace, low: number, right: number, bottom: number): Piece {
  const column = (x: number): number => xx * (x + 0.5) + downX + x0 - 0.5;
  const row = (x: number): number => yx * (x + 0.5) + downY + y0 - 0.5;
  const across = stretch(width, column, xx, { low, high: right });
  const down = stretch(width, row, yx, { low, high: bottom });
  return { begin: Math.max(across.begin, down.begin), end: Math.min(across.end, down.end) };
}

/** The places `0..width - 1` where a line that rises or falls is within limits. */
function stretch(
  width: number,
  at: (x: number) => number,
  slope: number,
  { low, high }: { readonly low: number; readonly high: number },
): Piece {
  const [enter, leave] = [(x: number) => at(x) >= low, (x: number) => at(x) >= high];
  if (slope >= 0) return { begin: first(width, enter), end: first(width, leave) };
  return { begin: first(width, (x) => at(x) < high), end: first(width, (x) => at(x) < low) };
}

/** The first place from which on something holds. */
function first(width: number, holds: (x: number) => boolean): number {
  let [from, to] = [0, width];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function blendWhole({ data, width }: Plane, place: RowPlace, { out, from }: RowTarget, { begin, end }: Piece): void {
  const { xx, yx, x0, y0, downX, downY } = place;
  for (let x = begin; x < end; x++) {
    const column = xx * (x + 0.5) + downX + x0 - 0.5;
    const row = yx * (x + 0.5) + downY + y0 - 0.5;
    // Cutting off what is behind the point: the same as rounding down, and faster.
    const left = column | 0;
    const top = row | 0;
    const u = column - left;
    const v = row - top;
    const i = top * width + left;
    const upper = data[i] * (1 - u) + data[i + 1] * u;
    const lower = data[i + width] * (1 - u) + data[i + width + 1] * u;
    out[from + x] = rounded(upper * (1 - v) + lower * v);
  }
}

function blendReal({ data, width }: Plane, place: RowPlace, { out, from }: RowTarget, { begin, end }: Piece): void {
  const { xx, yx, x0, y0, downX, downY } = place;
  for (let x = begin; x < end; x++) {
    const column = xx * (x + 0.5) + downX + x0 - 0.5;
    const row = yx * (x + 0.5) + downY + y0 - 0.5;
    const left = column | 0;
    const top = row | 0;
    const u = column - left;
    const i = top * width + left;
    out[from + x] = mix(mix(data[i], data[i + 1], u), mix(data[i + width], data[i + width + 1], u), row - top);
  }
}

/** Where not all four neighbours are in the plane. */
function blendEdge(plane: Plane, place: RowPlace, { out, from, whole, outside }: RowTarget, { begin, end }: Piece): void {
  const { xx, yx, x0, y0, downX, downY } = place;
  for (let x = begin; x < end; x++) {
    const column = xx * (x + 0.5) + downX + x0 - 0.5;
    const row = yx * (x + 0.5) + downY + y0 - 0.5;
    const [left, top] = [Math.floor(column), Math.floor(row)];
    const [u, v] = [column - left, row - top];
    const upper = mix(at(plane, left, top, outside), u === 0 ? 0 : at(plane, left + 1, top, outside), u);
    const lower = v === 0 ? 0 : mix(at(plane, left, top + 1, outside), u === 0 ? 0 : at(plane, left + 1, top + 1, outside), u);
    const value = mix(upper, lower, v);
    out[from + x] = whole ? rounded(value) : value;
  }
}

/** To the nearest whole number, halves up; the small push undoes the rounding of shares that should add up to 1. */
function rounded(value: number): number {
  return Math.floor(value + 0.5 + 1e-9);
}

function at({ data, width, height }: Plane, column: number, row: number, outside: number | "edge"): number {
  if (column >= 0 && row >= 0 && column < width && row < height) return data[row * width + column];
  if (outside !== "edge") return outside;
  return data[Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)];
}

/** NaN spreads only where it has a share. */
function mix(a: number, b: number, share: number): number {
  return share === 0 ? a : a * (1 - share) + b * share;
}
