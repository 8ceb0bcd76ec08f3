import type { Plane } from "@argosy/kernels";
import { finiteMean, flattenLight, gaussianBlur, maskedBackground, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

const EVEN = greyImage(plane(new Uint8Array(6).fill(90), 3, 2));

export default defineNode({
  name: "correct.vignetting",
  version: 1,
  stage: "segment",
  title: "Even out the light",
  shown: { picture: "uneven" },
  summary: "Remove uneven light, channel by channel, estimated from the image itself; the mean brightness of the background stays.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      method: Type.Enum(["masked", "leong2003"], {
        title: "Method",
        description:
          "masked: objects are left out of the estimate and filled from their surroundings. leong2003: the strongly blurred image, for small objects that are evenly spread.",
        default: "masked",
      }),
      sigma: Type.Number({
        title: "Smoothing",
        description:
          "Sigma of the blur of the estimate, well above the size of the objects; 0 = an eighth of the shorter side of the image.",
        unit: "px",
        minimum: 0,
        maximum: 10_000,
        default: 0,
      }),
      mode: Type.Enum(["divide", "subtract"], {
        title: "Light",
        description: "divide: transmitted light scales the grey values. subtract: stray light adds to them.",
        default: "divide",
      }),
      deviations: Type.Number({
        title: "Objects differ by",
        description: "Robust standard deviations from the estimate; only with the method masked.",
        minimum: 0.1,
        maximum: 100,
        default: 3,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Evenly lit image" } },
  examples: [
    { title: "even light stays", params: { method: "masked", sigma: 2 }, inputs: { image: EVEN }, outputs: { image: EVEN } },
    {
      title: "even light stays, blurred estimate",
      params: { method: "leong2003", sigma: 2 },
      inputs: { image: EVEN },
      outputs: { image: EVEN },
    },
  ],
  whole: {
    summarise({ image }, { method, sigma: given, deviations }) {
      const sigma = given === 0 ? Math.max(1, Math.min(image.width, image.height) / 8) : given;
      return image.channels.map((channel) => {
        const background: Plane =
          method === "leong2003" ? gaussianBlur(channel, sigma, "reflect") : maskedBackground(channel, { sigma, deviations });
        return { background, mean: finiteMean(background) };
      });
    },
    apply({ image }, { mode }, lights) {
      const channels = image.channels.map((channel, c) => flattenLight(channel, lights[c]!.background, mode, lights[c]!.mean));
      return { image: { ...image, channels } };
    },
    cut: (lights, part) => lights.map(({ background, mean }) => ({ background: cutPlane(background, part), mean })),
  },
});
