import type { Mask, ObjectSide, Plane } from "@argosy/kernels";
import { applyLocalThreshold, plane } from "@argosy/kernels";
import type { Static, TObject, TProperties } from "typebox";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import type { NodeDefinition } from "../define-node.ts";
import { defineNode, onlyPlane } from "../define-node.ts";
import { greyImage } from "../values.ts";
import { thresholdParams } from "./threshold.ts";

const { objects } = thresholdParams;
const window = Type.Integer({
  title: "Window",
  description: "Side of the surroundings, well above the size of the objects; an even one counts as the next odd one.",
  unit: "px",
  minimum: 1,
  maximum: 2001,
  default: 51,
});

/** What a node that finds a grey value for every pixel says of itself. */
interface LocalThresholdMethod<P extends TProperties> {
  readonly name: string;
  readonly title: string;
  readonly knownAs?: readonly string[];
  readonly summary: string;
  /** Its own parameters, beside the side of the objects and the window. */
  readonly params: P;
  /** Parameters that take the one dark pixel out of a field that gets brighter; the window is 3. */
  readonly example: Partial<Static<TObject<P>>>;
  /** @param window - Odd. */
  find(image: Plane, params: Static<TObject<P>>, window: number): Plane;
}

/** A node that compares every pixel with a threshold that is found in its own surroundings. */
export function localThresholdNode<const P extends TProperties>(method: LocalThresholdMethod<P>): NodeDefinition {
  const { name, title, summary, knownAs, params, example, find } = method;
  return defineNode({
    name,
    version: 1,
    stage: "segment",
    title,
    summary,
    knownAs,
    scope: "image",
    locality: "global",
    preserves: "none",
    params: Type.Object({ objects, window, ...(params as TProperties) }, { additionalProperties: false }),
    inputs: { image: { kind: "image", title: "Image" } },
    outputs: { mask: { kind: "mask", title: "Objects" } },
    examples: [
      {
        title: "a dark pixel on a field that gets brighter",
        params: { objects: "dark", window: 3, ...example },
        inputs: { image: greyImage(plane(Uint8Array.of(50, 51, 20, 53, 54, 55), 6, 1)) },
        outputs: { mask: plane(Uint8Array.of(0, 0, 1, 0, 0, 0), 6, 1) },
      },
    ],
    whole: {
      summarise({ image }, given): { readonly mask: Mask } {
        const grey = onlyPlane(image);
        const odd = given.window % 2 === 0 ? given.window + 1 : given.window;
        return { mask: applyLocalThreshold(grey, find(grey, given as Static<TObject<P>>, odd), given.objects as ObjectSide) };
      },
      apply: (_inputs, _given, { mask }) => ({ mask }),
      cut: ({ mask }, part) => ({ mask: cutPlane(mask, part) }),
    },
  }) as NodeDefinition;
}
