import { plane, removeSmall } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";

export default defineNode({
  name: "morphology.removesmall",
  version: 1,
  stage: "segment",
  title: "Remove small objects",
  knownAs: ["skimage.morphology.remove_small_objects"],
  shown: { picture: "rough" },
  summary: "Take the objects off a mask that have fewer pixels than wanted. For small holes see Fill holes.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      minArea: Type.Integer({ title: "Smallest area", description: "Smaller objects go.", unit: "px2", minimum: 0, default: 64 }),
      connectivity: connectivityParam,
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { mask: { kind: "mask", title: "Large objects" } },
  examples: [
    {
      title: "one pixel is too small, two are not",
      params: { minArea: 2 },
      inputs: { mask: plane(Uint8Array.of(1, 0, 1, 1, 0, 0), 6, 1) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 1, 1, 0, 0), 6, 1) },
    },
  ],
  run: ({ mask }, { minArea, connectivity }) => ({ mask: removeSmall(mask, minArea, connectivity) }),
});
