import { dilate, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { canvasOf, parseInk, sampleOf } from "../drawing/ink.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "draw.contours",
  version: 1,
  stage: "export",
  title: "Outline",
  summary: "Draw the outline of the object around it, on the pixels just outside. In colour a grey picture becomes RGB.",
  scope: "object",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      color: Type.String({
        title: "Colour",
        description: "# and six hexadecimal digits.",
        pattern: "^#[0-9a-fA-F]{6}$",
        default: "#ff3030",
      }),
      width: Type.Integer({ title: "Width of the line", unit: "px", minimum: 1, maximum: 20, default: 1 }),
    },
    { additionalProperties: false },
  ),
  inputs: {
    image: { kind: "image", title: "Picture", scope: "object" },
    mask: { kind: "mask", title: "Object", scope: "object" },
  },
  outputs: { image: { kind: "image", title: "Picture with outline", scope: "object" } },
  examples: [
    {
      title: "one pixel, outlined in white",
      params: { color: "#ffffff" },
      inputs: {
        image: greyImage(plane(new Uint8Array(9).fill(7), 3, 3)),
        mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0), 3, 3),
      },
      outputs: { image: greyImage(plane(Uint8Array.of(7, 255, 7, 255, 7, 255, 7, 255, 7), 3, 3)) },
    },
    {
      title: "a coloured line makes a picture of three channels",
      params: { color: "#ff0000" },
      inputs: { image: greyImage(plane(Uint8Array.of(7, 7), 2, 1)), mask: plane(Uint8Array.of(1, 0), 2, 1) },
      outputs: {
        image: {
          width: 2,
          height: 1,
          channels: [plane(Uint8Array.of(7, 255), 2, 1), plane(Uint8Array.of(7, 0), 2, 1), plane(Uint8Array.of(7, 0), 2, 1)],
        },
      },
    },
  ],
  run({ image, mask }, { color, width }) {
    requireSameFrame(image, mask);
    const ink = parseInk(color);
    const around = dilate(mask, { shape: "disk", radius: width });
    const channels = canvasOf(image, ink);
    for (const [c, channel] of channels.entries()) {
      const sample = sampleOf(channel, ink[Math.min(c, 2)]!);
      for (let i = 0; i < around.data.length; i++) if (around.data[i] !== 0 && mask.data[i] === 0) channel.data[i] = sample;
    }
    return { image: { ...image, channels } };
  },
});
