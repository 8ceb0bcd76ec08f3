import { dtypeOf } from "@argosy/core";
import { clahe, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import { defineNode } from "../define-node.ts";
import { fromShares } from "../exposure/sample-types.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "exposure.clahe",
  version: 1,
  stage: "segment",
  title: "Local contrast (CLAHE)",
  knownAs: ["skimage.exposure.equalize_adapthist"],
  shown: { picture: "faint" },
  summary:
    "Equalise the histogram tile by tile, with a limit to the contrast; the result covers the whole range of the sample type, floating point 0 to 1.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      tile: Type.Integer({
        title: "Tile",
        description: "Side of a tile; 0 = an eighth of each side of the image.",
        unit: "px",
        minimum: 0,
        maximum: 10_000,
        default: 0,
      }),
      clipLimit: Type.Number({
        title: "Contrast limit",
        description: "Most pixels of a tile in one bin, as a share of the tile; higher gives more contrast, 0 = no limit.",
        minimum: 0,
        maximum: 1,
        default: 0.01,
      }),
      bins: Type.Integer({ title: "Bins", description: "Of the histogram.", minimum: 2, maximum: 16384, default: 256 }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Image with local contrast" } },
  examples: [
    {
      title: "an even image has no contrast",
      params: { tile: 2 },
      inputs: { image: greyImage(plane(new Uint8Array(6).fill(90), 3, 2)) },
      outputs: { image: greyImage(plane(new Uint8Array(6), 3, 2)) },
    },
  ],
  whole: {
    summarise({ image }, { tile, clipLimit, bins }) {
      const side = (length: number): number => (tile === 0 ? Math.max(1, Math.floor(length / 8)) : tile);
      const options = { tileWidth: side(image.width), tileHeight: side(image.height), clipLimit, bins };
      return image.channels.map((channel) => fromShares(clahe(channel, options), dtypeOf(channel.data)));
    },
    apply: ({ image }, _params, channels) => ({ image: { ...image, channels } }),
    cut: (channels, part) => channels.map((channel) => cutPlane(channel, part)),
  },
});
