import { plane } from "@argosy/kernels";
import { Type } from "typebox";
import { scaling, scalingParam } from "../transform/interpolation.ts";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

const side = (title: string, description: string) =>
  Type.Integer({ title, description, unit: "px", minimum: 0, maximum: 100_000, default: 0 });

export default transformNode(
  {
    name: "transform.resize",
    title: "Resize",
    summary:
      "Give each image another number of pixels. Lengths and areas in pixels of the steps behind it count scaled pixels. Objects that are found on the scaled image are kept, shown and measured on the original: each of its pixels gets the object of the nearest scaled pixel, so that borders and areas differ by up to a scaled pixel's width, and what holds no centre of a pixel of the original is left out as too small.",
    knownAs: ["skimage.transform.resize", "skimage.transform.downscale_local_mean"],
    shown: { params: { width: 36 } },
    preserves: "linear",
    params: Type.Object(
      {
        width: side("Width (0: in proportion)", "0 = as the height says; both 0 = unchanged."),
        height: side("Height (0: in proportion)", "0 = as the width says."),
        interpolation: scalingParam,
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "half as wide: means of what each pixel covers",
        params: { width: 2, height: 1 },
        inputs: { image: greyImage(plane(Uint8Array.of(10, 20, 30, 50), 4, 1)) },
        outputs: { image: greyImage(plane(Uint8Array.of(15, 40), 2, 1)) },
      },
      {
        title: "twice as wide and high",
        params: { width: 4, interpolation: "nearest" },
        inputs: { image: greyImage(plane(Uint8Array.of(10, 20), 2, 1)) },
        outputs: { image: greyImage(plane(Uint8Array.of(10, 10, 20, 20, 10, 10, 20, 20), 4, 2)) },
      },
    ],
  },
  (frame, params) => {
    const free = params.width === 0 && params.height === 0;
    const width = params.width > 0 ? params.width : free ? frame.width : inProportion(params.height, frame.height, frame.width);
    const height = params.height > 0 ? params.height : free ? frame.height : inProportion(params.width, frame.width, frame.height);
    return scaling({ width, height }, { xx: frame.width / width, yy: frame.height / height }, params.interpolation);
  },
);

function inProportion(side: number, of: number, other: number): number {
  return Math.max(1, Math.round((side * other) / of));
}
