import { growRegions, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { seedSlots, seedsOf } from "../segmentation/seeds.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "segment.grow",
  version: 1,
  stage: "segment",
  title: "Grow regions from seeds",
  summary:
    "Let every seed take the pixels beside it whose grey value is like its own, the most alike first, until the tolerance ends it. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      tolerance: Type.Number({
        title: "Tolerance",
        description: "How far a pixel may be from the mean of the seed, darker or brighter.",
        unit: "grey value",
        minimum: 0,
        default: 20,
      }),
      connectivity: connectivityParam,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" }, ...seedSlots },
  exactlyOne: ["seeds", "labels"],
  outputs: { labels: { kind: "labels", title: "Regions", stored: false } },
  examples: [
    {
      title: "a dark and a bright region, and between them what is like neither",
      params: { tolerance: 10 },
      inputs: {
        image: greyImage(plane(Uint8Array.of(20, 24, 90, 195, 200, 203), 6, 1)),
        seeds: plane(Uint8Array.of(1, 0, 0, 0, 1, 0), 6, 1),
      },
      outputs: { labels: plane(Uint32Array.of(1, 1, 0, 2, 2, 2), 6, 1) },
    },
  ],
  run({ image, seeds, labels }, { tolerance, connectivity }) {
    const grey = onlyPlane(image);
    const markers = seedsOf(seeds, labels);
    requireSameFrame(grey, markers);
    return { labels: growRegions(grey, markers, tolerance, connectivity) };
  },
});
