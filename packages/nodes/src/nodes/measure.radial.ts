import { measureRadial, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exampleTable } from "../example-table.ts";
import { channelCount, firstChannels } from "../measure/first-channels.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "measure.radial",
  version: 1,
  stage: "measure",
  title: "Grey values from centre to edge",
  knownAs: ["MeasureObjectIntensityDistribution of CellProfiler, in numpy"],
  summary:
    "Measure how the grey values of every object spread over rings from its centre to its edge, and how even they are along each ring.",
  scope: "image",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      rings: Type.Integer({
        title: "Rings",
        description: "Between the pixel farthest from the edge and the edge; they follow the shape of each object.",
        minimum: 2,
        maximum: 32,
        default: 4,
      }),
      channels: channelCount(1),
    },
    { additionalProperties: false },
  ),
  inputs: { labels: { kind: "labels", title: "Objects" }, image: { kind: "image", title: "Image" } },
  outputs: { table: { kind: "table", title: "Grey values from centre to edge" } },
  examples: [
    {
      title: "a bright middle: the inner ring has five of the nine pixels and four fifths of the light, the outer one four corners alike",
      params: { rings: 2 },
      inputs: {
        labels: plane(new Uint32Array(9).fill(1), 3, 3),
        image: greyImage(plane(Uint8Array.of(10, 20, 10, 20, 80, 20, 10, 20, 10), 3, 3)),
      },
      outputs: {
        table: exampleTable([1], {
          "ring_1_of_2_fraction.1": [0.8],
          "ring_1_of_2_mean_fraction.1": [1.44],
          "ring_2_of_2_fraction.1": [0.2],
          "ring_2_of_2_variation.1": [0],
        }),
      },
    },
  ],
  run({ labels, image }, { rings, channels }) {
    requireSameFrame(labels, image);
    return { table: measureRadial(labels, firstChannels(image, channels), { rings }) };
  },
});
