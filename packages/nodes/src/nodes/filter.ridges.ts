import type { Plane } from "@argosy/kernels";
import { hessianMatrix, plane, tensorEigenvalues } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "filter.ridges",
  version: 1,
  stage: "segment",
  title: "Ridges",
  knownAs: ["skimage.feature.hessian_matrix"],
  summary:
    "Bring out thin lines such as fibres, spines and membranes: how strongly the image bends across each pixel; the result is 32-bit floating point, 0 where no line is.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      lines: Type.Enum(["bright", "dark"], { title: "Lines are", description: "Than their surroundings.", default: "bright" }),
      sigma: Type.Number({
        title: "Sigma",
        description: "About half the width of the lines.",
        unit: "px",
        minimum: 0,
        maximum: 100,
        default: 2,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Strength of the lines" } },
  examples: [
    {
      title: "one bright row",
      params: { sigma: 0 },
      inputs: { image: greyImage(plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 8, 8, 8, 0, 0, 0, 0, 0, 0), 3, 5)) },
      outputs: { image: greyImage(plane(Float32Array.of(0, 0, 0, 0, 0, 0, 4, 4, 4, 0, 0, 0, 0, 0, 0), 3, 5)) },
    },
  ],
  run({ image }, { lines, sigma }) {
    return { image: { ...image, channels: image.channels.map((channel) => bendOf(channel, sigma, lines)) } };
  },
});

/** Across a bright line the second derivative is the most negative one, across a dark line the greatest. */
function bendOf(channel: Plane, sigma: number, lines: "bright" | "dark"): Plane {
  const { larger, smaller } = tensorEigenvalues(hessianMatrix(channel, sigma));
  const data = lines === "bright" ? smaller.data.map((value) => Math.max(0, -value)) : larger.data.map((value) => Math.max(0, value));
  return { ...smaller, data };
}
