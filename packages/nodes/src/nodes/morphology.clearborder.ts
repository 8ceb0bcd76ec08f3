import { clearBorder, labelComponents, mapSamples, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";

export default defineNode({
  name: "morphology.clearborder",
  version: 1,
  stage: "segment",
  title: "Clear the border",
  knownAs: ["skimage.segmentation.clear_border"],
  summary: "Take the objects off a mask that touch the frame's border, as they were seen only in part.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      margin: Type.Integer({
        title: "Width of the border",
        description: "From the edge of the image inwards.",
        unit: "px",
        minimum: 1,
        maximum: 1000,
        default: 1,
      }),
      connectivity: connectivityParam,
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { mask: { kind: "mask", title: "Whole objects" } },
  examples: [
    {
      title: "the object on the left edge goes",
      params: {},
      inputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0), 5, 3) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0), 5, 3) },
    },
  ],
  run({ mask }, { margin, connectivity }) {
    const { data, width, height } = clearBorder(labelComponents(mask, connectivity).labels, margin);
    return { mask: { data: mapSamples(data, new Uint8Array(data.length), (label) => (label === 0 ? 0 : 1)), width, height } };
  },
});
