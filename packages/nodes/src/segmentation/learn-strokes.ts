import type { Box } from "@argosy/core";
import { refusal } from "@argosy/core";
import type { Forest } from "@argosy/kernels";
import { trainForest } from "@argosy/kernels";
import type { NodeContext } from "../define-node.ts";
import type { ImageValue } from "../values.ts";
import { featureCountOf, pixelTiles, reachOf } from "./pixel-tiles.ts";
import type { LearntStroke, Stroke } from "./stroke.ts";
import { boxAround, layStroke, strokePixels } from "./stroke-pixels.ts";
import { decodeRows, encodeRows } from "./stroke-samples.ts";

/** Pixels of one stroke that are learnt from. */
const ROWS = 32;
const TREES = 16;

/** The image that strokes were painted on, as a step is given it. */
export interface PaintedImage {
  readonly image: ImageValue;
  /** Pixels of the finest blur. */
  readonly scale: number;
  readonly context: NodeContext;
}

/**
 * Learns from the strokes on an image anew. Strokes of which only a part is seen keep what was learnt from them before.
 *
 * @returns The strokes in their order, or `undefined` where nothing is new.
 */
export function learnStrokes(strokes: readonly Stroke[], painted: PaintedImage): Stroke[] | undefined {
  const { image, scale } = painted;
  const features = featureCountOf(image);
  const due = strokes.filter((stroke) => isOf(stroke, painted) && (!isUsable(stroke, features, scale) || isWhollySeen(stroke, painted)));
  const rows = sampleRows(due, painted);
  let changed = false;
  const learnt = strokes.map((stroke) => {
    const own = rows.get(stroke) ?? new Float32Array(0);
    if (own.length === 0) return stroke;
    const known: LearntStroke = { scale, features, samples: encodeRows(own) };
    if (isUsable(stroke, features, scale) && stroke.learnt?.samples === known.samples) return stroke;
    changed = true;
    return { ...stroke, learnt: known };
  });
  return changed ? learnt : undefined;
}

/**
 * The forest that strokes teach: equal strokes give an equal one. Those that nothing was learnt from yet are learnt from now.
 *
 * @throws {ArgosyError} STROKES_MISSING where nothing, or one class alone, is painted; PARAM_INVALID where a stroke can neither be learnt
 *   from here nor was before; NODE_INPUT_INVALID where the strokes were painted on images of another number of channels.
 */
export function forestOfStrokes(strokes: readonly Stroke[], painted: PaintedImage): Forest {
  requireBothClasses(strokes);
  const f = featureCountOf(painted.image);
  const parts = rowsOf(strokes, painted);
  const features = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  const classes = new Uint16Array(features.length / f);
  let at = 0;
  for (const [k, part] of parts.entries()) {
    features.set(part, at);
    classes.fill(strokes[k]!.class === "object" ? 1 : 0, at / f, (at + part.length) / f);
    at += part.length;
  }
  if (new Set(classes).size < 2)
    throw refusal("NODE_INPUT_INVALID", "the image has no finite grey value below the strokes of a class", { rows: classes.length });
  const training = { features, n: classes.length, f, classes, classCount: 2, trees: TREES, minLeaf: 2, seed: 1 } as const;
  return trainForest({ ...training, classWeights: "balanced" }).forest;
}

/** The features of pixels below each stroke, as they were learnt, or as they are where nothing was learnt yet. */
function rowsOf(strokes: readonly Stroke[], painted: PaintedImage): readonly Float32Array[] {
  const fresh = strokes.filter(({ learnt }) => learnt === undefined);
  for (const stroke of fresh)
    if (!isOf(stroke, painted)) throw unlearnt("was not learnt from yet: look at it in the preview, at full resolution", stroke);
  const sampled = sampleRows(fresh, painted);
  const expected = featureCountOf(painted.image);
  return strokes.map((stroke) => {
    const { learnt } = stroke;
    if (learnt === undefined) return sampled.get(stroke)!;
    if (learnt.scale !== painted.scale)
      throw unlearnt("was learnt from with another finest detail: look at its image in the preview, or paint it again", stroke);
    if (learnt.features !== expected)
      throw refusal("NODE_INPUT_INVALID", "the strokes were painted on an image with another number of channels", {
        channels: painted.image.channels.length,
        features: learnt.features,
        expected,
      });
    return decodeRows(learnt);
  });
}

function requireBothClasses(strokes: readonly Stroke[]): void {
  const missing = (["object", "background"] as const).filter((one) => strokes.every((stroke) => stroke.class !== one));
  if (missing.length === 0) return;
  const what = missing.length === 2 ? "nothing is painted yet" : `no ${missing[0]} is painted yet`;
  throw refusal("STROKES_MISSING", what, { pointer: "/strokes", strokes: strokes.length, missing });
}

const unlearnt = (what: string, { image, points }: Stroke) =>
  refusal("PARAM_INVALID", `a stroke ${what}`, { pointer: "/strokes", image, at: points[0] });

const isOf = ({ image }: Stroke, { context }: PaintedImage) => image === "" || image === context.image;

const isUsable = ({ learnt }: Stroke, features: number, scale: number) => learnt?.features === features && learnt.scale === scale;

/** Whether the pixels at hand hold all that the features of a stroke depend on. */
function isWhollySeen(stroke: Stroke, { scale, context }: PaintedImage): boolean {
  const { part } = context;
  if (part === undefined) return true;
  const { x, y, width, height } = boxAround(layStroke(stroke, context));
  const { box } = part;
  const reach = reachOf(scale);
  const left = box.x === 0 || x >= reach;
  const top = box.y === 0 || y >= reach;
  const right = box.x + box.width === part.width || x + width + reach <= box.width;
  return left && top && right && (box.y + box.height === part.height || y + height + reach <= box.height);
}

/**
 * The features of pixels below each stroke, evenly drawn from those at hand; what is not finite is left out.
 *
 * @throws {ArgosyError} PARAM_INVALID for a stroke that covers no pixel, which nothing was learnt from before.
 */
function sampleRows(strokes: readonly Stroke[], { image, scale, context }: PaintedImage): Map<Stroke, Float32Array> {
  const { width, height } = image;
  const pixels = new Map(strokes.map((stroke) => [stroke, spread(strokePixels(layStroke(stroke, context), width, height))]));
  for (const [stroke, own] of pixels) if (own.length === 0 && stroke.learnt === undefined) throw unlearnt("lies outside the image", stroke);
  const isIn = (at: number, { x, y, ...size }: Box) => {
    const [column, row] = [(at % width) - x, Math.floor(at / width) - y];
    return column >= 0 && row >= 0 && column < size.width && row < size.height;
  };
  const rows = new Map<Stroke, number[]>(strokes.map((stroke) => [stroke, []]));
  if (strokes.length === 0) return new Map();
  const wanted = (own: Box) => [...pixels.values()].some((all) => all.some((at) => isIn(at, own)));
  for (const { features, box, own } of pixelTiles(image, { scale, context, wanted })) {
    const size = features.width * features.height;
    for (const [stroke, all] of pixels) {
      for (const at of all) {
        if (!isIn(at, own)) continue;
        const i = (Math.floor(at / width) - box.y) * box.width + (at % width) - box.x;
        const row = features.names.map((_, f) => features.data[f * size + i]!);
        if (row.every(Number.isFinite)) rows.get(stroke)!.push(...row);
      }
    }
  }
  return new Map(Array.from(rows, ([stroke, values]) => [stroke, Float32Array.from(values)]));
}

/** So many of a list, evenly spaced. */
function spread(all: Uint32Array): Uint32Array {
  if (all.length <= ROWS) return all;
  return Uint32Array.from({ length: ROWS }, (_, k) => all[Math.floor(((k + 0.5) * all.length) / ROWS)]!);
}
