import { geodesicSplit, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { seedSlots, seedsOf } from "../segmentation/seeds.ts";

export default defineNode({
  name: "segment.nearest",
  version: 1,
  stage: "segment",
  title: "Split by the nearest seed",
  summary:
    "Part objects between seeds: every pixel goes to the seed that is nearest by a way inside the object and across no barrier. Objects without a seed are dropped. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: {
    mask: { kind: "mask", title: "Objects" },
    ...seedSlots,
    barriers: { kind: "mask", title: "Barriers", optional: true },
  },
  exactlyOne: ["seeds", "labels"],
  outputs: { labels: { kind: "labels", title: "Pieces", stored: false } },
  examples: [
    {
      title: "two seeds in one object, none in the other",
      params: {},
      inputs: {
        mask: plane(Uint8Array.of(1, 1, 1, 1, 1, 0, 1), 7, 1),
        seeds: plane(Uint8Array.of(1, 0, 0, 0, 1, 0, 0), 7, 1),
      },
      outputs: { labels: plane(Uint32Array.of(1, 1, 1, 2, 2, 0, 0), 7, 1) },
    },
  ],
  run({ mask, seeds, labels, barriers }) {
    const markers = seedsOf(seeds, labels);
    requireSameFrame(mask, markers);
    if (barriers !== undefined) requireSameFrame(mask, barriers);
    return { labels: geodesicSplit(mask, markers, barriers) };
  },
});
