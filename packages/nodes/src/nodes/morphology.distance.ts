import { distanceTransform, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "morphology.distance",
  version: 1,
  stage: "segment",
  title: "Distance to the background",
  knownAs: ["scipy.ndimage.distance_transform_edt"],
  summary:
    "How deep every pixel lies in its object: the exact distance to the nearest background pixel, centre to centre; 32-bit floating point. Without any background all is 0.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      of: Type.Enum(["objects", "background"], {
        title: "Depth of",
        description: "objects: inside them, to the background. background: outside them, to the nearest object.",
        default: "objects",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { image: { kind: "image", title: "Distance in pixels" } },
  examples: [
    {
      title: "three pixels in a row",
      params: {},
      inputs: { mask: plane(Uint8Array.of(0, 1, 1, 1, 0), 5, 1) },
      outputs: { image: greyImage(plane(Float32Array.of(0, 1, 2, 1, 0), 5, 1)) },
    },
  ],
  run({ mask }, { of }) {
    const inside = mask.data.map((value) => ((value !== 0) === (of === "objects") ? 1 : 0));
    const { width, height } = mask;
    // Without anything to measure from there is no distance.
    const distance = inside.includes(0) ? distanceTransform({ data: inside, width, height }).data : new Float32Array(inside.length);
    return { image: greyImage(plane(distance, width, height)) };
  },
});
