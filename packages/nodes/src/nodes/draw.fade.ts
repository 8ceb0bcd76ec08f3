import { dtypeOf, newSamples } from "@argosy/core";
import { dilate, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { sampleOf } from "../drawing/ink.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "draw.fade",
  version: 1,
  stage: "export",
  title: "Fade the background",
  summary: "Let everything around the object fade towards white or another grey, so that neighbours do not distract.",
  scope: "object",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      towards: Type.Number({ title: "Grey", description: "0 = black, 1 = white.", minimum: 0, maximum: 1, default: 1 }),
      strength: Type.Number({
        title: "Strength",
        description: "0 = nothing fades, 1 = only the grey is left.",
        minimum: 0,
        maximum: 1,
        default: 0.7,
      }),
      margin: Type.Integer({
        title: "Margin",
        description: "Pixels around the object that stay.",
        unit: "px",
        minimum: 0,
        maximum: 100,
        default: 1,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: {
    image: { kind: "image", title: "Picture", scope: "object" },
    mask: { kind: "mask", title: "Object", scope: "object" },
  },
  outputs: { image: { kind: "image", title: "Faded picture", scope: "object" } },
  examples: [
    {
      title: "half the way to white, one pixel around the object stays",
      params: { strength: 0.5 },
      inputs: { image: greyImage(plane(Uint8Array.of(100, 105, 95), 3, 1)), mask: plane(Uint8Array.of(1, 0, 0), 3, 1) },
      outputs: { image: greyImage(plane(Uint8Array.of(100, 105, 175), 3, 1)) },
    },
  ],
  run({ image, mask }, { towards, strength, margin }) {
    requireSameFrame(image, mask);
    const kept = margin === 0 ? mask : dilate(mask, { shape: "disk", radius: margin });
    const channels = image.channels.map((channel) => {
      const dtype = dtypeOf(channel.data);
      const goal = sampleOf(channel, towards) * strength;
      const shift = dtype.startsWith("float") ? 0 : 0.5;
      const data = newSamples(dtype, channel.data.length);
      for (let i = 0; i < data.length; i++) {
        const value = channel.data[i]!;
        const faded = value * (1 - strength) + goal + shift;
        data[i] = kept.data[i] !== 0 ? value : shift === 0 ? faded : Math.floor(faded);
      }
      return { ...channel, data };
    });
    return { image: { ...image, channels } };
  },
});
