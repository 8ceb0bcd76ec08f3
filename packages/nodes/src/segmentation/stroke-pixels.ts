import type { Box, Point } from "@argosy/core";
import { clipBox } from "@argosy/core";
import { invertAffine, mapPoint } from "@argosy/kernels";
import type { NodeContext } from "../define-node.ts";
import type { Stroke } from "./stroke.ts";

/** A stroke as it lies on the pixels that a step is given. */
export interface LaidStroke {
  readonly points: readonly Point[];
  /** Half of its width. */
  readonly radius: number;
}

/** Lays a stroke on the pixels at hand: a part of the image, or one that was turned or scaled. */
export function layStroke({ points, width }: Pick<Stroke, "points" | "width">, { part, back }: NodeContext): LaidStroke {
  const { x: left, y: top } = part?.box ?? { x: 0, y: 0 };
  if (back === undefined) return { points: points.map(({ x, y }) => ({ x: x - left, y: y - top })), radius: width / 2 };
  const there = invertAffine(back);
  const moved = points.map(({ x, y }) => {
    const [column, row] = mapPoint(there, x, y);
    return { x: column - left, y: row - top };
  });
  return { points: moved, radius: (width / 2) * Math.sqrt(Math.abs(there.xx * there.yy - there.xy * there.yx)) };
}

/** The smallest box of whole pixels around a stroke. */
export function boxAround({ points, radius }: LaidStroke): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.floor(Math.min(...xs) - radius), Math.floor(Math.min(...ys) - radius)];
  return { x: left, y: top, width: Math.ceil(Math.max(...xs) + radius) - left, height: Math.ceil(Math.max(...ys) + radius) - top };
}

/**
 * The pixels in a frame whose centres a stroke covers, in raster order; a thin one at least those that its corners lie in.
 *
 * Time O(points x covered box).
 */
export function strokePixels(stroke: LaidStroke, width: number, height: number): Uint32Array {
  const { points, radius } = stroke;
  const covered = new Set<number>();
  const inside = ({ x, y }: Point) => x >= 0 && y >= 0 && x < width && y < height;
  for (const at of points) if (inside(at)) covered.add(Math.floor(at.y) * width + Math.floor(at.x));
  for (let k = 0; k < points.length; k++) {
    const [from, to] = [points[Math.max(0, k - 1)]!, points[k]!];
    const { x: left, y: top, ...size } = clipBox(boxAround({ points: [from, to], radius }), width, height);
    for (let y = top; y < top + size.height; y++)
      for (let x = left; x < left + size.width; x++) if (distanceTo(x + 0.5, y + 0.5, from, to) <= radius) covered.add(y * width + x);
  }
  return Uint32Array.from(covered).sort();
}

/** Of a place to the nearest point between two others. */
function distanceTo(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}
