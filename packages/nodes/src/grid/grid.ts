import type { Box, PixelSize } from "@argosy/core";
import { clipBox, micrometres } from "@argosy/core";
import type { Affine } from "@argosy/kernels";
import { composeAffine, invertAffine, mapPoint } from "@argosy/kernels";
import type { NodeContext } from "../define-node.ts";
import type { FrameSize, Movement } from "./movement.ts";

/** The pixels that a step works on, as they lie on the image that was imported. */
export interface Grid extends FrameSize {
  /** Which pixels of the whole frame are at hand. */
  readonly box: Box;
  /** Where a point of the whole frame lies on the image. */
  readonly back: Affine;
}

interface Sized {
  readonly width: number;
  readonly height: number;
}

/** The grid of an image, or of the part of it that a context speaks of. */
export function imageGrid({ width, height }: Sized, { part, pixelSize }: Pick<NodeContext, "part" | "pixelSize">): Grid {
  return {
    width: part?.width ?? width,
    height: part?.height ?? height,
    box: part?.box ?? { x: 0, y: 0, width, height },
    back: shift(0, 0),
    ...(pixelSize === undefined ? {} : { pixelSize }),
  };
}

/** The grid of what a movement makes of a grid. */
export function moveGrid(grid: Grid, movement: Movement): Grid {
  const { width, height } = movement;
  const pixelSize = grid.pixelSize === undefined ? undefined : movedPixelSize(grid.pixelSize, movement.back);
  const box = movedBox(movement, grid.box, isWhole(grid));
  return { width, height, box, back: composeAffine(movement.back, grid.back), ...(pixelSize === undefined ? {} : { pixelSize }) };
}

/** What a node knows of the pixels of a grid. */
export function contextOn(grid: Grid, { part, pixelSize, ...others }: NodeContext): NodeContext {
  const { box, width, height } = grid;
  return {
    ...others,
    ...(grid.pixelSize === undefined ? {} : { pixelSize: grid.pixelSize }),
    ...(isWhole(grid) ? {} : { part: { box, width, height } }),
    ...(isStill(grid) ? {} : { back: grid.back }),
  };
}

function isStill({ back: { xx, xy, x0, yx, yy, y0 } }: Grid): boolean {
  return xx === 1 && yy === 1 && xy === 0 && yx === 0 && x0 === 0 && y0 === 0;
}

function isWhole({ box, width, height }: Grid): boolean {
  return box.width === width && box.height === height;
}

/**
 * The pixels of a moved frame that can be made of those in a box; of a whole frame all are.
 *
 * Where the movement leaves none of them, the pixel of the frame that is next to them: a step always has something to work on.
 */
export function movedBox({ back, width, height }: Movement, box: Box, whole: boolean): Box {
  if (whole) return { x: 0, y: 0, width, height };
  const { x, y, ...size } = boxAround(invertAffine(back), box);
  const [left, top] = [Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1)];
  const [right, bottom] = [Math.min(Math.max(x + size.width, left + 1), width), Math.min(Math.max(y + size.height, top + 1), height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether pixels follow each other as on the image. */
export function isUpright({ back: { xx, xy, yx, yy } }: Grid): boolean {
  return xy === 0 && yx === 0 && xx > 0 && yy > 0;
}

/** The map from the pixels at hand of one grid to those of another. */
export function mapBetween(from: Grid, to: Grid): Affine {
  const onImage = composeAffine(shift(from.box.x, from.box.y), from.back);
  const onFrame = composeAffine(onImage, invertAffine(to.back));
  return composeAffine(onFrame, shift(-to.box.x, -to.box.y));
}

/** A map that moves by whole pixels. */
export function shift(x0: number, y0: number): Affine {
  return { xx: 1, xy: 0, x0, yx: 0, yy: 1, y0 };
}

/** A box of pixels at hand of a grid as it lies on another one: the smallest that holds it, within that grid. */
export function boxBetween(box: Box, from: Grid, to: Grid): Box {
  return clipBox(boxAround(mapBetween(from, to), box), to.box.width, to.box.height);
}

/** The pixel at hand of a grid that a pixel of the image lies on; `undefined` where the grid does not reach. */
export function pixelOn(grid: Grid, image: Grid, { x, y }: { readonly x: number; readonly y: number }) {
  const [u, v] = mapPoint(mapBetween(image, grid), x + 0.5, y + 0.5);
  const [column, row] = [Math.floor(u + ROUNDING), Math.floor(v + ROUNDING)];
  return column >= 0 && row >= 0 && column < grid.box.width && row < grid.box.height ? { x: column, y: row } : undefined;
}

/** As for the nearest sample of a moved plane. */
const ROUNDING = 1e-9;
/** Corners that miss a pixel's edge by this lie on it. */
const ON_EDGE = 1e-6;

function boxAround(map: Affine, { x, y, width, height }: Box): Box {
  const corners = [x, x + width].flatMap((column) => [y, y + height].map((row) => mapPoint(map, column, row)));
  const [xs, ys] = [corners.map(([column]) => column), corners.map(([, row]) => row)];
  const [left, top] = [Math.floor(Math.min(...xs) + ON_EDGE), Math.floor(Math.min(...ys) + ON_EDGE)];
  return { x: left, y: top, width: Math.ceil(Math.max(...xs) - ON_EDGE) - left, height: Math.ceil(Math.max(...ys) - ON_EDGE) - top };
}

/** Unknown where pixels are no longer rectangles. */
function movedPixelSize({ x, y, provenance }: PixelSize, { xx, xy, yx, yy }: Affine): PixelSize | undefined {
  const [across, down] = [Math.hypot(xx * x, yx * y), Math.hypot(xy * x, yy * y)];
  const slant = Math.abs(xx * xy * x * x + yx * yy * y * y);
  return slant > ROUNDING * across * down ? undefined : { x: micrometres(across), y: micrometres(down), provenance };
}
