import { refusal } from "@argosy/core";
import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { shift } from "../grid/grid.ts";
import type { FrameSize } from "../grid/movement.ts";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

const length = (title: string, description: string) =>
  Type.Number({ title, description, unit: "px", minimum: 0, maximum: 1_000_000, default: 0 });

export default transformNode(
  {
    name: "transform.crop",
    title: "Crop",
    summary:
      "Cut a rectangle out of each image, for the steps behind it there is nothing else: also thresholds and backgrounds are found in it alone. A pixel belongs to it when its centre does. Objects are kept, shown and measured at their places on the original. For polygons, or to leave something out, take crop.area.",
    shown: { params: { x: 40, y: 6, width: 64, height: 48 } },
    preserves: "linear",
    params: Type.Object(
      {
        x: length("Left", "Pixels left away on the left."),
        y: length("Top", "Pixels left away at the top."),
        width: length("Width (0: all)", "0 = up to the right edge."),
        height: length("Height (0: all)", "0 = up to the lower edge."),
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "the middle of the upper row",
        params: { x: 1, width: 2, height: 1 },
        inputs: { image: greyImage(plane(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4, 2)) },
        outputs: { image: greyImage(plane(Uint8Array.of(2, 3), 2, 1)) },
      },
      {
        title: "of a rectangle that reaches beyond the image, what there is of it",
        params: { x: 2, y: 1, width: 9, height: 9 },
        inputs: { image: greyImage(plane(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4, 2)) },
        outputs: { image: greyImage(plane(Uint8Array.of(7, 8), 2, 1)) },
      },
    ],
  },
  (frame, params) => {
    const across = side({ from: params.x, length: params.width, all: frame.width, pointer: "/x" }, frame);
    const down = side({ from: params.y, length: params.height, all: frame.height, pointer: "/y" }, frame);
    return {
      back: shift(across.start, down.start),
      width: across.length,
      height: down.length,
      interpolation: "nearest",
      outside: 0,
    };
  },
);

interface Side {
  readonly from: number;
  readonly length: number;
  readonly all: number;
  readonly pointer: string;
}

/** The pixels of a side whose centres lie in the rectangle; at least one. */
function side({ from, length, all, pointer }: Side, { width, height }: FrameSize): { readonly start: number; readonly length: number } {
  const start = Math.max(0, Math.ceil(from - 0.5));
  if (start >= all) throw refusal("PARAM_INVALID", "the rectangle lies beyond the image", { pointer, width, height });
  const end = length === 0 ? all : Math.min(Math.ceil(from + length - 0.5), all);
  return { start, length: Math.max(end - start, 1) };
}
