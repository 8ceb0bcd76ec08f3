import type { Mask, Plane } from "@argosy/kernels";
import type { Static, TObject, TProperties } from "typebox";
import { Type } from "typebox";
import type { GalleryWish, NodeDefinition } from "../define-node.ts";
import { defineNode, onlyPlane } from "../define-node.ts";
import { greyImage } from "../values.ts";
import { maskBeyond, summariseThreshold, thresholdParams } from "./threshold.ts";

/** What a node that finds one grey value for the whole image says of itself. */
interface ThresholdMethod<P extends TProperties> {
  readonly name: string;
  readonly title: string;
  readonly knownAs?: readonly string[];
  readonly shown?: GalleryWish;
  readonly summary: string;
  /** Its own parameters, beside those of every threshold. */
  readonly params?: P;
  readonly examples: readonly {
    readonly title: string;
    readonly params: Partial<Static<TObject<P>> & Static<TObject<typeof thresholdParams>>>;
    readonly image: Plane;
    readonly mask: Mask;
  }[];
  /** The highest value of the dark class. */
  find(image: Plane, params: Static<TObject<P>>): number;
}

/** A node that parts objects from background at one grey value, with the parameters that every threshold has. */
export function thresholdNode<const P extends TProperties = Record<never, never>>(method: ThresholdMethod<P>): NodeDefinition {
  const { name, title, summary, knownAs, shown, params, examples, find } = method;
  return defineNode({
    name,
    version: 1,
    stage: "segment",
    title,
    summary,
    knownAs,
    shown,
    scope: "image",
    locality: "global",
    preserves: "none",
    params: Type.Object({ ...(params as TProperties | undefined), ...thresholdParams }, { additionalProperties: false }),
    inputs: { image: { kind: "image", title: "Image" } },
    outputs: { mask: { kind: "mask", title: "Objects" } },
    examples: examples.map((example) => ({
      title: example.title,
      params: example.params as Record<string, unknown>,
      inputs: { image: greyImage(example.image) },
      outputs: { mask: example.mask },
    })),
    whole: {
      summarise({ image }, given) {
        const grey = onlyPlane(image);
        return summariseThreshold(grey, find(grey, given as Static<TObject<P>>), given);
      },
      apply: ({ image }, given, summary) => ({ mask: maskBeyond(onlyPlane(image), summary, given) }),
    },
  }) as NodeDefinition;
}
