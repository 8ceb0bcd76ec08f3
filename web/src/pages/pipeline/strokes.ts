import type { Point } from "@argosy/core";
import type { Stroke } from "@argosy/nodes";
import type { FullNode } from "./graph-draft.ts";

/** The class of steps that learn from strokes. */
export const SCRIBBLES = "segment.scribbles";

/** What the hand holds: which step learns, and what is painted how wide. */
export interface Brush {
  readonly step: string;
  readonly class: Stroke["class"];
  /** In pixels of the image. */
  readonly width: number;
}

/** Strokes that a graph holds at most. */
export const MOST_STROKES = 60;
/** Corners of one stroke at most. */
const MOST_POINTS = 200;

export function strokesOf(node: Pick<FullNode, "params">): readonly Stroke[] {
  return node.params["strokes"] as readonly Stroke[];
}

/** What was painted by hand as a stroke: inside the frame, in tenths of a pixel, with no more corners than it needs. */
export function strokeFrom(
  brush: Brush,
  way: readonly Point[],
  image: { readonly id: string; readonly width: number; readonly height: number },
): Stroke {
  const inside = (value: number, all: number) => Math.round(10 * Math.min(Math.max(value, 0), all - 0.1)) / 10;
  const points = way.map(({ x, y }) => ({ x: inside(x, image.width), y: inside(y, image.height) }));
  return { class: brush.class, width: brush.width, points: thinned(points, brush.width / 4), image: image.id };
}

/** Without corners that lie nearer to the one before than a quarter of the width; both ends stay. */
function thinned(points: readonly Point[], gap: number): Point[] {
  const kept: Point[] = [];
  for (const [k, at] of points.entries()) {
    const last = kept.at(-1);
    if (last === undefined || k === points.length - 1 || Math.hypot(at.x - last.x, at.y - last.y) >= Math.max(1, gap)) kept.push(at);
  }
  if (kept.length <= MOST_POINTS) return kept;
  return Array.from({ length: MOST_POINTS }, (_, k) => kept[Math.round((k * (kept.length - 1)) / (MOST_POINTS - 1))]!);
}

/** The same stroke somewhere else: what was learnt from it counts no more. */
export function movedStroke({ learnt: _, points, ...stroke }: Stroke, by: Point): Stroke {
  return { ...stroke, points: points.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })) };
}

/** Strokes with what was learnt from them; those that were painted or moved meanwhile stay as they are. */
export function withLearnt(strokes: readonly Stroke[], learnt: readonly Stroke[]): readonly Stroke[] {
  const known = new Map(learnt.map((stroke) => [shapeOf(stroke), stroke]));
  return strokes.map((stroke) => known.get(shapeOf(stroke)) ?? stroke);
}

function shapeOf({ learnt: _, ...shape }: Stroke): string {
  return JSON.stringify(Object.entries(shape).sort());
}
