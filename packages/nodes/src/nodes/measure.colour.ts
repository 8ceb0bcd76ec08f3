import { refusal } from "@argosy/core";
import { measureColour, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";

const COLOUR = [plane(Uint8Array.of(200, 0), 2, 1), plane(Uint8Array.of(0, 50), 2, 1), plane(Uint8Array.of(0, 50), 2, 1)];

export default defineNode({
  name: "measure.colour",
  version: 1,
  stage: "measure",
  title: "Colour",
  knownAs: ["skimage.color.rgb2hsv"],
  shown: { picture: "stained" },
  summary: "Measure the colour of every object: red, green and blue, hue as a circular mean, saturation and value. Holes are left out.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Colour image" } },
  outputs: { table: { kind: "table", title: "Colour" } },
  examples: [
    {
      title: "a red object and a dark cyan one",
      params: {},
      inputs: { labels: plane(Uint32Array.of(1, 2), 2, 1), image: { width: 2, height: 1, channels: COLOUR } },
      outputs: { table: exampleTable([1, 2], { red_mean: [200, 0], hue_mean: [0, 180], saturation_mean: [1, 1], hue_share: [1, 1] }) },
    },
  ],
  run({ labels, image }) {
    requireSameFrame(labels, image);
    const [red, green, blue] = image.channels;
    if (red === undefined || green === undefined || blue === undefined || image.channels.length > 4)
      throw refusal("NODE_INPUT_INVALID", "the image is not red, green and blue", { channels: image.channels.length });
    return { table: measureColour(labels, [red, green, blue]) };
  },
});
