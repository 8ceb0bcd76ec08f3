import type { Footprint, Mask } from "@argosy/kernels";
import { Type } from "typebox";
import type { GalleryWish } from "../define-node.ts";
import { defineNode } from "../define-node.ts";

/** The neighbourhood of a morphological step. */
export const footprintParams = {
  radius: Type.Integer({ title: "Radius", unit: "px", minimum: 0, maximum: 200, default: 2 }),
  shape: Type.Enum(["disk", "square"], { title: "Shape", default: "disk" }),
};

/** What a node that moves a footprint over a mask says of itself. */
interface MaskStep {
  readonly name: string;
  readonly title: string;
  readonly knownAs?: readonly string[];
  readonly shown?: GalleryWish;
  readonly summary: string;
  /** Of the mask that it gives. */
  readonly result: string;
  /** With a radius of 1. */
  readonly example: { readonly title: string; readonly before: Mask; readonly after: Mask };
  change(mask: Mask, footprint: Footprint): Mask;
}

/** A node that changes a mask by a footprint of a given shape and radius. */
export function footprintNode({ name, title, summary, knownAs, shown, result, example, change }: MaskStep) {
  return defineNode({
    name,
    version: 1,
    stage: "segment",
    title,
    summary,
    knownAs,
    shown,
    scope: "image",
    locality: "halo",
    preserves: "none",
    params: Type.Object(footprintParams, { additionalProperties: false }),
    inputs: { mask: { kind: "mask", title: "Objects" } },
    outputs: { mask: { kind: "mask", title: result } },
    examples: [{ title: example.title, params: { radius: 1 }, inputs: { mask: example.before }, outputs: { mask: example.after } }],
    run: ({ mask }, footprint) => ({ mask: change(mask, footprint) }),
  });
}
