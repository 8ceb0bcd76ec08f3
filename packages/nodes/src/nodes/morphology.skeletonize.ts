import { plane, skeletonize } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

export default defineNode({
  name: "morphology.skeletonize",
  version: 1,
  stage: "segment",
  title: "Skeleton",
  knownAs: ["skimage.morphology.skeletonize"],
  summary: "Thin every object to a line of one pixel along its middle; parts and holes stay as they hang together.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { mask: { kind: "mask", title: "Skeletons" } },
  examples: [
    {
      title: "a bar of three rows",
      params: {},
      inputs: { mask: plane(Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 5, 3) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0), 5, 3) },
    },
  ],
  run: ({ mask }) => ({ mask: skeletonize(mask) }),
});
