import { fillHoles, fillSmallHoles, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

const RING = plane(Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1), 6, 3);

export default defineNode({
  name: "morphology.fill",
  version: 1,
  stage: "segment",
  title: "Fill holes",
  knownAs: ["scipy.ndimage.binary_fill_holes", "skimage.morphology.remove_small_holes"],
  shown: { picture: "rough" },
  summary: "Fill the holes of a mask: background that does not reach the frame's border becomes part of the objects.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      maxArea: Type.Integer({
        title: "Largest hole",
        description: "Larger holes stay open; 0 = fill holes of any size.",
        unit: "px2",
        minimum: 0,
        default: 0,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { mask: { kind: "mask", title: "Objects without holes" } },
  examples: [
    {
      title: "both holes",
      params: {},
      inputs: { mask: RING },
      outputs: { mask: plane(new Uint8Array(18).fill(1), 6, 3) },
    },
    {
      title: "only the small one",
      params: { maxArea: 1 },
      inputs: { mask: RING },
      outputs: { mask: plane(Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1), 6, 3) },
    },
  ],
  run({ mask }, { maxArea }) {
    return { mask: maxArea === 0 ? fillHoles(mask) : fillSmallHoles(mask, maxArea) };
  },
});
