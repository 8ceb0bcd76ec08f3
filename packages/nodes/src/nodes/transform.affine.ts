import { refusal } from "@argosy/core";
import { invertAffine, mapPoint, plane } from "@argosy/kernels";
import { Type } from "typebox";
import type { FrameSize, Movement } from "../grid/movement.ts";
import { interpolationParam } from "../transform/interpolation.ts";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

const factor = (title: string, value: number) => Type.Number({ title, minimum: -100, maximum: 100, default: value });

export default transformNode(
  {
    name: "transform.affine",
    title: "Affine map",
    summary:
      "Shear, scale, turn and mirror each image by a matrix: a point (x, y) goes to (xx x + xy y, yx x + yy y), y counted downwards, and the frame holds all of the moved image. Corners that it does not reach get its nearest grey value. Objects that are found on the moved image are kept, shown and measured on the original: each of its pixels gets the object of the nearest moved pixel, so that borders and areas differ by up to a moved pixel's width, and what holds no centre of a pixel of the original is left out as too small.",
    knownAs: ["skimage.transform.warp"],
    shown: { params: { xy: 0.4 } },
    preserves: "linear",
    params: Type.Object(
      {
        xx: factor("x from x", 1),
        xy: factor("x from y", 0),
        yx: factor("y from x", 0),
        yy: factor("y from y", 1),
        interpolation: interpolationParam,
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "rows and columns change place",
        params: { xx: 0, xy: 1, yx: 1, yy: 0 },
        inputs: { image: greyImage(plane(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, 2)) },
        outputs: { image: greyImage(plane(Uint8Array.of(1, 4, 2, 5, 3, 6), 2, 3)) },
      },
      {
        title: "sheared by a pixel a row",
        params: { xy: 1, interpolation: "nearest" },
        inputs: { image: greyImage(plane(Uint8Array.of(1, 2, 3, 4), 2, 2)) },
        outputs: { image: greyImage(plane(Uint8Array.of(1, 2, 2, 2, 3, 3, 4, 4), 4, 2)) },
      },
    ],
  },
  (frame, { interpolation, ...matrix }) => movementOf(frame, matrix, interpolation),
);

type Matrix = Readonly<Record<"xx" | "xy" | "yx" | "yy", number>>;

function movementOf(frame: FrameSize, matrix: Matrix, interpolation: "linear" | "nearest"): Movement {
  const { xx, xy, yx, yy } = matrix;
  if (Math.abs(xx * yy - xy * yx) < 1e-6)
    throw refusal("PARAM_INVALID", "the matrix folds the image into a line", { pointer: "/xx", ...matrix });
  const there = { ...matrix, x0: 0, y0: 0 };
  const corners = [0, frame.width].flatMap((x) => [0, frame.height].map((y) => mapPoint(there, x, y)));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    back: invertAffine({ ...matrix, x0: -left, y0: -top }),
    width: Math.max(1, Math.ceil(Math.max(...xs) - left - 1e-6)),
    height: Math.max(1, Math.ceil(Math.max(...ys) - top - 1e-6)),
    interpolation,
    outside: "edge",
  };
}
