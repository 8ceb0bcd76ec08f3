import type { Mask } from "@argosy/kernels";
import { classifyPixels, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { sceneStrokes } from "../gallery/sample-strokes.ts";
import { forestOfStrokes, learnStrokes } from "../segmentation/learn-strokes.ts";
import { pixelTiles } from "../segmentation/pixel-tiles.ts";
import { strokesParam } from "../segmentation/stroke.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "segment.scribbles",
  version: 1,
  stage: "segment",
  title: "Learn from strokes",
  knownAs: ["skimage.feature.multiscale_basic_features"],
  shown: { params: { strokes: sceneStrokes() } },
  summary:
    "Make a mask of the pixels that look like those that you have painted: a few strokes on objects, a few on the background (a classifier of pixels, as in ilastik). Grey value or colour counts, and edges, ridges and valleys at five scales. What was learnt is stored with the pipeline and holds for every image; strokes of several images add up.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      strokes: strokesParam,
      scale: Type.Number({
        title: "Finest detail",
        description:
          "Of the five blurs that are looked at: none, and 1, 2, 4 and 8 times this. Greater for objects without fine detail, or in noise.",
        unit: "px",
        exclusiveMinimum: 0,
        maximum: 2,
        default: 1,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Mask" } },
  examples: [
    {
      title: "one stroke along the dark side, one along the bright one",
      params: {
        strokes: [
          {
            class: "background",
            width: 1,
            points: [
              { x: 0.5, y: 1.5 },
              { x: 2.5, y: 1.5 },
            ],
            image: "",
          },
          {
            class: "object",
            width: 1,
            points: [
              { x: 5.5, y: 1.5 },
              { x: 7.5, y: 1.5 },
            ],
            image: "",
          },
        ],
      },
      inputs: {
        image: greyImage(
          plane(
            Uint8Array.from({ length: 24 }, (_, i) => (i % 8 < 4 ? 10 : 200)),
            8,
            3,
          ),
        ),
      },
      outputs: {
        mask: plane(
          Uint8Array.from({ length: 24 }, (_, i) => (i % 8 < 4 ? 0 : 1)),
          8,
          3,
        ),
      },
    },
  ],
  learn({ image }, { strokes, scale }, context) {
    const learnt = learnStrokes(strokes, { image, scale, context });
    return learnt === undefined ? undefined : { strokes: learnt };
  },
  run({ image }, { strokes, scale }, context) {
    const forest = forestOfStrokes(strokes, { image, scale, context });
    const { width, height } = image;
    const mask: Mask = { data: new Uint8Array(width * height), width, height };
    for (const { features, box, own } of pixelTiles(image, { scale, context })) {
      const classes = classifyPixels(features, forest);
      for (let y = 0; y < own.height; y++) {
        const from = (own.y - box.y + y) * box.width + own.x - box.x;
        const to = (own.y + y) * width + own.x;
        for (let x = 0; x < own.width; x++) mask.data[to + x] = classes.data[from + x] === 2 ? 1 : 0;
      }
    }
    return { mask };
  },
});
