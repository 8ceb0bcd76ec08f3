import { measureChannels, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { channelCount, firstChannels } from "../measure/first-channels.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";

const STAINS = [plane(Uint8Array.of(10, 10, 40), 3, 1), plane(Uint8Array.of(0, 5, 15), 3, 1)];

export default defineNode({
  name: "measure.channels",
  version: 1,
  stage: "measure",
  title: "Grey values of each channel",
  knownAs: ["skimage.measure.regionprops_table", "scipy.stats.mode of each object"],
  shown: { picture: "stained" },
  summary:
    "Measure the grey values of every object in each channel: mean, spread, extremes, median, mode, sum and weighted centroid. " +
    "Holes are left out.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({ channels: channelCount(3) }, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Image" } },
  outputs: { table: { kind: "table", title: "Grey values of each channel" } },
  examples: [
    {
      title: "the second channel grows brighter to the right; none of its values occurs twice, so that the smallest is the mode",
      params: { channels: 2 },
      inputs: { labels: plane(new Uint32Array(3).fill(1), 3, 1), image: { width: 3, height: 1, channels: STAINS } },
      outputs: {
        table: exampleTable([1], {
          "mean.1": [20],
          "mode.1": [10],
          "centroid_weighted_x.1": [1.5],
          "mode.2": [0],
          "centroid_weighted_x.2": [1.75],
        }),
      },
    },
  ],
  run({ labels, image }, { channels }) {
    requireSameFrame(labels, image);
    return { table: measureChannels(labels, firstChannels(image, channels)) };
  },
});
