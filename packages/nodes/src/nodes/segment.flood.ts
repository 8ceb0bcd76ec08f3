import type { Plane } from "@argosy/kernels";
import { compactWatershed, mapSamples, plane, watershed } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { seedSlots, seedsOf } from "../segmentation/seeds.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "segment.flood",
  version: 1,
  stage: "segment",
  title: "Watershed from seeds",
  knownAs: ["skimage.segmentation.watershed"],
  shown: { inputs: ["mask"] },
  summary:
    "Flood the image from given seeds until the floods meet: every seed becomes one object, with its outline where the image is highest between two. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      basins: Type.Enum(["dark", "bright"], {
        title: "Seeds lie in what is",
        description: "dark: outlines are bright, as edges are. bright: objects are brighter than what parts them, as a distance is.",
        default: "dark",
      }),
      compactness: Type.Number({
        title: "Compactness",
        description: "Grey values that one pixel of distance to the seed costs; 0 = outlines follow the image alone.",
        unit: "grey value",
        minimum: 0,
        default: 0,
      }),
      connectivity: connectivityParam,
    },
    { additionalProperties: false },
  ),
  inputs: {
    image: { kind: "image", title: "Image" },
    ...seedSlots,
    mask: { kind: "mask", title: "Where objects may be", optional: true },
  },
  exactlyOne: ["seeds", "labels"],
  outputs: { labels: { kind: "labels", title: "Objects", stored: false } },
  examples: [
    {
      title: "two basins with a ridge between them",
      params: {},
      inputs: {
        image: greyImage(plane(Uint8Array.of(1, 2, 9, 2, 1), 5, 1)),
        seeds: plane(Uint8Array.of(1, 0, 0, 0, 1), 5, 1),
        mask: plane(Uint8Array.of(1, 1, 0, 1, 1), 5, 1),
      },
      outputs: { labels: plane(Uint32Array.of(1, 1, 0, 2, 2), 5, 1) },
    },
  ],
  run({ image, seeds, labels, mask }, { basins, compactness, connectivity }) {
    const grey = onlyPlane(image);
    const markers = seedsOf(seeds, labels);
    requireSameFrame(grey, markers);
    if (mask !== undefined) requireSameFrame(grey, mask);
    const surface = basins === "dark" ? grey : turnedOver(grey);
    const options = { connectivity, ...(mask === undefined ? {} : { mask }) };
    if (compactness === 0) return { labels: watershed(surface, markers, options) };
    return { labels: compactWatershed(surface, markers, compactness, options) };
  },
});

function turnedOver({ data, width, height }: Plane): Plane {
  return { data: mapSamples(data, new Float64Array(data.length), (value) => -value), width, height };
}
