import type { Mask } from "@argosy/kernels";
import { adaptiveThreshold, applyLocalThreshold, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { cutPlane } from "../execute.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.adaptive",
  version: 1,
  stage: "segment",
  title: "Adaptive threshold",
  summary: "Separate what is darker or brighter than its own surroundings.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      objects: Type.Enum(["dark", "bright", "auto"], {
        title: "Objects are",
        description: "Which side of the threshold the objects are on; auto takes the class that covers less of the frame's border.",
        default: "dark",
      }),
      window: Type.Integer({
        title: "Window",
        description: "Side of the surroundings, well above the size of the objects; an even one counts as the next odd one.",
        unit: "px",
        minimum: 1,
        maximum: 2001,
        default: 51,
      }),
      method: Type.Enum(["mean", "gaussian"], {
        title: "Surroundings",
        description: "mean: all of the window counts alike. gaussian: near pixels count more.",
        default: "mean",
      }),
      offset: Type.Number({ title: "Offset", description: "Taken off the mean of the surroundings.", unit: "grey value", default: 0 }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "a dark pixel on a field that gets brighter",
      params: { objects: "dark", window: 3, method: "mean", offset: 5 },
      inputs: { image: greyImage(plane(Uint8Array.of(50, 51, 20, 53, 54, 55), 6, 1)) },
      outputs: { mask: plane(Uint8Array.of(0, 0, 1, 0, 0, 0), 6, 1) },
    },
  ],
  whole: {
    summarise({ image }, params): { readonly mask: Mask } {
      const grey = onlyPlane(image);
      const window = params.window % 2 === 0 ? params.window + 1 : params.window;
      return {
        mask: applyLocalThreshold(grey, adaptiveThreshold(grey, { method: params.method, window, offset: params.offset }), params.objects),
      };
    },
    apply: (_inputs, _params, { mask }) => ({ mask }),
    cut: ({ mask }, part) => ({ mask: cutPlane(mask, part) }),
  },
});
