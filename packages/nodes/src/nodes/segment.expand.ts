import { expandLabels, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

export default defineNode({
  name: "segment.expand",
  version: 1,
  stage: "segment",
  title: "Grow labels",
  knownAs: ["skimage.segmentation.expand_labels"],
  summary:
    "Grow every object by a distance, but never into another: cells from their nuclei. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    { distance: Type.Number({ title: "Distance", unit: "px", minimum: 0, maximum: 10_000, default: 5 }) },
    { additionalProperties: false },
  ),
  inputs: { labels: { kind: "labels", title: "Objects" } },
  outputs: { labels: { kind: "labels", title: "Grown objects", stored: false } },
  examples: [
    {
      title: "they stop where they meet",
      params: { distance: 2 },
      inputs: { labels: plane(Uint32Array.of(0, 0, 0, 1, 0, 2, 0), 7, 1) },
      outputs: { labels: plane(Uint32Array.of(0, 1, 1, 1, 1, 2, 2), 7, 1) },
    },
  ],
  run: ({ labels }, { distance }) => ({ labels: expandLabels(labels, distance) }),
});
