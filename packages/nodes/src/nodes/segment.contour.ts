import { chanVese, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

const weight = (title: string, description: string) => Type.Number({ title, description, minimum: 0, maximum: 1000, default: 1 });

export default defineNode({
  name: "segment.contour",
  version: 1,
  stage: "segment",
  title: "Active contour",
  summary:
    "Move the outlines of a rough mask until inside and outside are each as even in grey as they can be, and smooth them on the way (Chan-Vese). For objects without sharp edges, and to repair what a threshold left ragged.",
  knownAs: ["skimage.segmentation.morphological_chan_vese"],
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      reach: Type.Integer({
        title: "Reach",
        description: "Rounds; in each the outline moves by about a pixel. It ends sooner where nothing moves any more.",
        unit: "px",
        minimum: 0,
        maximum: 10_000,
        default: 50,
      }),
      smoothing: Type.Integer({
        title: "Smoothing",
        description: "How often the outline is smoothed a round; 0 = follows every pixel.",
        minimum: 0,
        maximum: 20,
        default: 1,
      }),
      inside: weight(
        "Evenness inside",
        "The greater beside the other one, the more alike the objects' pixels must be, and the smaller they get.",
      ),
      outside: weight("Evenness outside", "The greater beside the other one, the more alike the background must be."),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" }, mask: { kind: "mask", title: "Start" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "a start that is too large shrinks onto what is bright",
      params: { reach: 5, smoothing: 0 },
      inputs: {
        image: greyImage(plane(Uint8Array.of(10, 12, 200, 205, 198, 11, 9), 7, 1)),
        mask: plane(Uint8Array.of(0, 1, 1, 1, 1, 1, 0), 7, 1),
      },
      outputs: { mask: plane(Uint8Array.of(0, 0, 1, 1, 1, 0, 0), 7, 1) },
    },
  ],
  run({ image, mask }, { reach, smoothing, inside, outside }) {
    const grey = onlyPlane(image);
    requireSameFrame(grey, mask);
    return { mask: chanVese(grey, mask, { rounds: reach, smoothing, inside, outside }) };
  },
});
