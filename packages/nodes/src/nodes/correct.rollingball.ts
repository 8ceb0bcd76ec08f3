import { dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { plane, rollingBall, sampleRange } from "@argosy/kernels";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "correct.rollingball",
  version: 1,
  stage: "segment",
  title: "Rolling ball",
  knownAs: ["skimage.restoration.rolling_ball"],
  shown: { picture: "haze", params: { radius: 30 } },
  summary: "Subtract the background under bright objects, found by rolling a ball below the grey values; the sample type stays.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      radius: Type.Number({
        title: "Radius",
        description: "Of the ball; above the radius of the largest object.",
        unit: "px",
        minimum: 1,
        maximum: 500,
        default: 50,
      }),
      objects: Type.Enum(["bright", "dark"], { title: "Objects are", description: "Than the background.", default: "bright" }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Image without background" } },
  examples: [
    {
      title: "an even background becomes 0",
      params: { radius: 4 },
      inputs: { image: greyImage(plane(Uint8Array.of(20, 20, 90, 20, 20), 5, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 0, 70, 0, 0), 5, 1)) },
    },
  ],
  whole: {
    summarise: ({ image }, { radius, objects }) => image.channels.map((channel) => subtractBall(channel, radius, objects === "dark")),
    apply: ({ image }, _params, channels) => ({ image: { ...image, channels } }),
    cut: (channels, part) => channels.map((channel) => cutPlane(channel, part)),
  },
});

/** What is left above the ball; of dark objects on the image turned over, so that the background becomes white. */
function subtractBall(channel: Plane, radius: number, dark: boolean): Plane {
  const { data, width, height } = channel;
  const dtype = dtypeOf(data);
  const { low, high } = sampleRange(dtype);
  const turned = (samples: Plane["data"]): Plane["data"] => {
    const out = newSamples(dtype, samples.length);
    for (let i = 0; i < out.length; i++) out[i] = low + high - samples[i]!;
    return out;
  };
  const upright = dark ? turned(data) : data;
  const background = rollingBall({ data: upright, width, height }, radius).data;
  const out = newSamples(dtype, data.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.min(high, upright[i]! - background[i]!);
  return { data: dark ? turned(out) : out, width, height };
}
