import { refusal } from "@argosy/core";
import type { ImageValue } from "../values.ts";

/** Squares along the longer side of an image, at most. */
const SQUARES = 64;

/**
 * Side in pixels of the squares in which the light of an image is looked at: the smallest power of two that cuts its longer side into 64 at
 * most. A level of the image with half the pixels a side has the same squares, of half the side.
 */
export function squareSide({ width, height }: Pick<ImageValue, "width" | "height">): number {
  let side = 1;
  while (Math.ceil(Math.max(width, height) / side) > SQUARES) side *= 2;
  return side;
}

/** @throws {ArgosyError} COLLECTION_UNEQUAL where what images say differs in size or channels. */
export function requireAlike(samples: readonly ImageValue[]): void {
  const [first] = samples;
  const other = samples.find(
    ({ width, height, channels }) => width !== first?.width || height !== first.height || channels.length !== first.channels.length,
  );
  if (first === undefined || other === undefined) return;
  const [a, b] = [first, other].map(({ width, height, channels }) => ({ width, height, channels: channels.length }));
  throw refusal("COLLECTION_UNEQUAL", "the images of the collection differ in size or channels where their light is looked at", { a, b });
}

/** @throws {ArgosyError} NODE_INPUT_INVALID for squares that are not those of an image of this size. */
export function requireSquares(squares: Pick<ImageValue, "width" | "height">, size: Pick<ImageValue, "width" | "height">): void {
  const side = squareSide(size);
  const expected = { width: Math.ceil(size.width / side), height: Math.ceil(size.height / side) };
  if (squares.width === expected.width && squares.height === expected.height) return;
  throw refusal("NODE_INPUT_INVALID", "the light of the collection is that of images of another size", {
    width: size.width,
    height: size.height,
  });
}
