import type { Mask } from "@argosy/kernels";
import { plane, reconstruct } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";

export default defineNode({
  name: "morphology.reconstruct",
  version: 1,
  stage: "segment",
  title: "Keep marked objects",
  knownAs: ["skimage.morphology.reconstruction"],
  shown: { marks: 2 },
  summary:
    "Keep the objects in which a mark lies, whole and with their own outline. With the same objects shrunken as marks, small ones go and the others do not lose their spines (opening by reconstruction).",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object({ connectivity: connectivityParam }, { additionalProperties: false }),
  inputs: { mask: { kind: "mask", title: "Objects" }, seeds: { kind: "mask", title: "Marks" } },
  outputs: { mask: { kind: "mask", title: "Marked objects" } },
  examples: [
    {
      title: "a mark in the right object, one beside both",
      params: {},
      inputs: {
        mask: plane(Uint8Array.of(1, 1, 0, 0, 1, 1, 1), 7, 1),
        seeds: plane(Uint8Array.of(0, 0, 1, 0, 0, 0, 1), 7, 1),
      },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 1, 1, 1), 7, 1) },
    },
  ],
  run({ mask, seeds }, { connectivity }) {
    requireSameFrame(mask, seeds);
    const inside: Mask = { ...mask, data: mask.data.map((value, i) => (value !== 0 && seeds.data[i] !== 0 ? 1 : 0)) };
    return { mask: reconstruct(inside, { ...mask, data: mask.data.map((value) => (value === 0 ? 0 : 1)) }, connectivity) };
  },
});
