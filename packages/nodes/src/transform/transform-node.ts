import { LIMITS, refusal } from "@argosy/core";
import { composeAffine, scaleArea, warpAffine } from "@argosy/kernels";
import type { Static, TObject } from "typebox";
import type { NodeContext, NodeDefinition } from "../define-node.ts";
import { defineNode } from "../define-node.ts";
import { movedBox, shift } from "../grid/grid.ts";
import type { FrameSize, Movement } from "../grid/movement.ts";
import type { ImageValue } from "../values.ts";

const IMAGE = { image: { kind: "image", title: "Image" } } as const;
const MOVED = { image: { kind: "image", title: "Moved image" } } as const;

type Given<P extends TObject> = Pick<
  NodeDefinition<P, typeof IMAGE, typeof MOVED>,
  "name" | "title" | "summary" | "knownAs" | "shown" | "preserves" | "params" | "examples"
>;

/**
 * A node that moves the pixels of an image, by a movement that depends on nothing but the size of the frame and of its pixels.
 *
 * @throws {ArgosyError} IMAGE_TOO_LARGE, when it runs, for a frame of more pixels than an image may have.
 */
export function transformNode<const P extends TObject>(
  given: Given<P>,
  movement: (from: FrameSize, params: Static<P>) => Movement,
): NodeDefinition<P, typeof IMAGE, typeof MOVED> {
  const moves = (from: FrameSize, params: Static<P>) => requireFits(movement(from, params));
  return defineNode({
    ...given,
    version: 1,
    stage: "segment",
    scope: "image",
    locality: "global",
    inputs: IMAGE,
    outputs: MOVED,
    moves,
    run: ({ image }, params, context) => ({ image: moveImage(image, moves(frameOf(image, context), params), context) }),
  });
}

function frameOf({ width, height }: ImageValue, { part, pixelSize }: NodeContext): FrameSize {
  return { width: part?.width ?? width, height: part?.height ?? height, ...(pixelSize === undefined ? {} : { pixelSize }) };
}

/** Of a part of a frame, the part of the moved frame that it gives. */
function moveImage(image: ImageValue, movement: Movement, { part }: NodeContext): ImageValue {
  const from = part?.box ?? { x: 0, y: 0, width: image.width, height: image.height };
  const { x, y, width, height } = movedBox(movement, from, part === undefined);
  const back = composeAffine(composeAffine(shift(x, y), movement.back), shift(-from.x, -from.y));
  const { interpolation, outside } = movement;
  const channels = image.channels.map((channel) =>
    interpolation === "area"
      ? scaleArea(channel, back, width, height)
      : warpAffine(channel, { back, width, height, interpolation, outside }),
  );
  return { width, height, channels };
}

/** @throws {ArgosyError} IMAGE_TOO_LARGE for a frame of more pixels than an image may have. */
function requireFits(movement: Movement): Movement {
  const { width, height } = movement;
  if (width * height <= LIMITS.pixelsUntiled) return movement;
  throw refusal("IMAGE_TOO_LARGE", `the step makes images of ${width} x ${height} pixels`, { width, height, limit: LIMITS.pixelsUntiled });
}
