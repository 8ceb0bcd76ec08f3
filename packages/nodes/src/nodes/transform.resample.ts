import { micrometres, refusal } from "@argosy/core";
import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { scaling, scalingParam } from "../transform/interpolation.ts";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

export default transformNode(
  {
    name: "transform.resample",
    title: "Resample to a pixel size",
    summary:
      "Give the pixels of each image the same size, so that images of different instruments can go through the same steps. Images need a known pixel size; lengths and areas in pixels of the steps behind it count scaled pixels. Objects that are found on the scaled image are kept, shown and measured on the original: each of its pixels gets the object of the nearest scaled pixel, so that borders and areas differ by up to a scaled pixel's width, and what holds no centre of a pixel of the original is left out as too small.",
    shown: { params: { pixelSize: 4 } },
    preserves: "linear",
    params: Type.Object(
      {
        pixelSize: Type.Number({
          title: "Pixel size",
          description: "Width and height of a pixel.",
          unit: "um/px",
          minimum: 0.0001,
          maximum: 1_000_000,
          default: 1,
        }),
        interpolation: scalingParam,
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "pixels of 1 x 2 micrometres become square",
        params: { pixelSize: 2 },
        context: { pixelSize: { x: micrometres(1), y: micrometres(2), provenance: "file" } },
        inputs: { image: greyImage(plane(Uint8Array.of(10, 20, 30, 50, 1, 3, 5, 5), 4, 2)) },
        outputs: { image: greyImage(plane(Uint8Array.of(15, 40, 2, 5), 2, 2)) },
      },
    ],
  },
  ({ width, height, pixelSize: given }, { pixelSize, interpolation }) => {
    if (given === undefined) throw refusal("PIXEL_SIZE_UNKNOWN", "pixels of unknown size cannot be brought to another one", { pixelSize });
    const [xx, yy] = [pixelSize / given.x, pixelSize / given.y];
    return scaling({ width: Math.max(1, Math.round(width / xx)), height: Math.max(1, Math.round(height / yy)) }, { xx, yy }, interpolation);
  },
);
