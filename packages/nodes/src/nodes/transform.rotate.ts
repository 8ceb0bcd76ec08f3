import { refusal } from "@argosy/core";
import { keepsPixels, plane, turnFrame } from "@argosy/kernels";
import { Type } from "typebox";
import { interpolationParam } from "../transform/interpolation.ts";
import { transformNode } from "../transform/transform-node.ts";
import { greyImage } from "../values.ts";

const coordinate = (title: string) => Type.Number({ title, unit: "px", minimum: -1_000_000, maximum: 1_000_000, default: 0 });
const LETTER = greyImage(plane(Uint8Array.of(1, 0, 0, 1, 1, 0), 3, 2));

export default transformNode(
  {
    name: "transform.rotate",
    title: "Rotate",
    summary:
      "Turn each image about its centre, counter-clockwise, by an angle or so that a line lies level. Corners that the image does not reach get its nearest grey value. Objects that are found on the turned image are kept, shown and measured on the original: after quarter turns pixel by pixel, else each pixel of the original gets the object of the nearest turned pixel, so that borders and areas differ by up to a pixel's width.",
    knownAs: ["skimage.transform.rotate"],
    shown: { params: { angle: 20 } },
    preserves: "linear",
    params: Type.Object(
      {
        by: Type.Enum(["angle", "line"], {
          title: "Turn by",
          description: "angle: the angle below. line: as much as makes the line below level.",
          default: "angle",
        }),
        angle: Type.Number({
          title: "Angle",
          description: "Counter-clockwise; quarter turns change no grey value.",
          unit: "degrees",
          minimum: -360,
          maximum: 360,
          default: 90,
        }),
        x1: coordinate("Line from x"),
        y1: coordinate("Line from y"),
        x2: coordinate("Line to x"),
        y2: coordinate("Line to y"),
        frame: Type.Enum(["grow", "keep"], {
          title: "Frame",
          description: "grow: as large as the turned image needs. keep: as it was, what turns out of it is left away.",
          default: "grow",
        }),
        interpolation: interpolationParam,
      },
      { additionalProperties: false },
    ),
    examples: [
      {
        title: "a quarter turn",
        params: {},
        inputs: { image: LETTER },
        outputs: { image: greyImage(plane(Uint8Array.of(0, 0, 0, 1, 1, 1), 2, 3)) },
      },
      {
        title: "a line that runs straight down becomes level",
        params: { by: "line", x1: 1, y1: 0, x2: 1, y2: 2 },
        inputs: { image: LETTER },
        outputs: { image: greyImage(plane(Uint8Array.of(0, 0, 0, 1, 1, 1), 2, 3)) },
      },
    ],
  },
  (size, { by, angle, frame, interpolation, ...line }) => {
    const turned = turnFrame(size, by === "angle" ? angle : slopeOf(line), frame === "grow");
    // Then no pixel of the frame lies beyond the image.
    const covered = frame === "grow" && keepsPixels(turned.back);
    return { ...turned, interpolation, outside: covered ? 0 : "edge" };
  },
);

/** How far a line, from left to right, falls: in degrees, above -90 and up to 90. */
function slopeOf({ x1, y1, x2, y2 }: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }): number {
  const [across, down] = [x2 - x1, y2 - y1];
  if (across === 0 && down === 0)
    throw refusal("PARAM_INVALID", "the line needs two ends that differ", { pointer: "/x2", expected: "two different points" });
  if (across === 0) return 90;
  return (Math.atan(down / across) * 180) / Math.PI;
}
