import { plane, removeStripes, stripeOffsets } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "correct.stripes",
  version: 1,
  stage: "segment",
  title: "Remove stripes",
  shown: { picture: "striped" },
  summary:
    "Remove the stripes of scanners, line cameras and light sheets, channel by channel: rows or columns that are brighter or darker than those beside them; the sample type stays.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      direction: Type.Enum(["rows", "columns"], { title: "Stripes run along", default: "rows" }),
      sigma: Type.Number({
        title: "Smoothing across",
        description: "Above the width of a stripe, below the width over which the light changes.",
        unit: "px",
        minimum: 0.5,
        maximum: 1000,
        default: 10,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Image without stripes" } },
  examples: [
    {
      title: "one bright row of many",
      params: { sigma: 100 },
      inputs: {
        image: greyImage(
          plane(
            Uint8Array.from({ length: 90 }, (_, i) => (Math.floor(i / 2) === 20 ? 60 : 50)),
            2,
            45,
          ),
        ),
      },
      outputs: { image: greyImage(plane(new Uint8Array(90).fill(50), 2, 45)) },
    },
  ],
  whole: {
    summarise: ({ image }, { direction, sigma }) => ({
      direction,
      offsets: image.channels.map((channel) => stripeOffsets(channel, direction, sigma)),
    }),
    apply: ({ image }, _params, { direction, offsets }) => ({
      image: { ...image, channels: image.channels.map((channel, c) => removeStripes(channel, direction, offsets[c]!)) },
    }),
    cut({ direction, offsets }, { x, y, width, height }) {
      const [from, count] = direction === "rows" ? [y, height] : [x, width];
      return { direction, offsets: offsets.map((lines) => lines.slice(from, from + count)) };
    },
  },
});
