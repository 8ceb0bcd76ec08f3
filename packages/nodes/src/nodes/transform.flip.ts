import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

const LETTER = greyImage(plane(Uint8Array.of(1, 0, 0, 1, 1, 0), 3, 2));

export default transformNode(
  {
    name: "transform.flip",
    title: "Flip",
    summary:
      "Mirror each image; no grey value changes. Objects that are found on the mirrored image are kept, shown and measured on the original, pixel by pixel.",
    preserves: "linear",
    params: Type.Object(
      {
        change: Type.Enum(["left-right", "top-bottom"], {
          title: "What changes place",
          description: "left-right: left and right. top-bottom: top and bottom.",
          default: "left-right",
        }),
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "left and right",
        params: {},
        inputs: { image: LETTER },
        outputs: { image: greyImage(plane(Uint8Array.of(0, 0, 1, 0, 1, 1), 3, 2)) },
      },
      {
        title: "top and bottom",
        params: { change: "top-bottom" },
        inputs: { image: LETTER },
        outputs: { image: greyImage(plane(Uint8Array.of(1, 1, 0, 1, 0, 0), 3, 2)) },
      },
    ],
  },
  ({ width, height }, { change }) => ({
    back: change === "left-right" ? { xx: -1, xy: 0, x0: width, yx: 0, yy: 1, y0: 0 } : { xx: 1, xy: 0, x0: 0, yx: 0, yy: -1, y0: height },
    width,
    height,
    interpolation: "nearest",
    outside: 0,
  }),
);
