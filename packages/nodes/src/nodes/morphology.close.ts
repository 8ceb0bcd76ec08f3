import { closeMorphology, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

export default defineNode({
  name: "morphology.close",
  version: 1,
  stage: "segment",
  title: "Close gaps",
  summary: "Close gaps and cracks in the objects that are narrower than twice the radius; large ones stay.",
  scope: "image",
  locality: "halo",
  preserves: "none",
  params: Type.Object(
    {
      radius: Type.Integer({ title: "Radius", unit: "px", minimum: 0, maximum: 200, default: 2 }),
      shape: Type.Enum(["disk", "square"], { title: "Shape", default: "disk" }),
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" } },
  outputs: { mask: { kind: "mask", title: "Closed objects" } },
  examples: [
    {
      title: "a gap of one pixel",
      params: { radius: 1 },
      inputs: { mask: plane(Uint8Array.of(1, 0, 1, 0, 0, 0, 1), 7, 1) },
      outputs: { mask: plane(Uint8Array.of(1, 1, 1, 0, 0, 0, 1), 7, 1) },
    },
  ],
  run({ mask }, { radius, shape }) {
    return { mask: closeMorphology(mask, { radius, shape }) };
  },
});
