import { dtypeOf, refusal } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { applyThreshold, binCentre, contrastMask, histogram } from "@argosy/kernels";
import type { Static } from "typebox";
import { Type } from "typebox";

/** Parameters that every threshold has. */
export const thresholdParams = {
  objects: Type.Enum(["dark", "bright", "auto"], {
    title: "Objects are",
    description: "Which side of the threshold the objects are on; auto takes the class that covers less of the frame's border.",
    default: "dark",
  }),
  offset: Type.Number({ title: "Offset", description: "Added to the threshold found.", unit: "grey value", default: 0 }),
  scale: Type.Number({
    title: "Share of the contrast",
    description: "How much of the threshold's contrast to the mean background is enough; below 1 dim objects count too.",
    minimum: 0.01,
    maximum: 10,
    default: 1,
  }),
  window: Type.Integer({
    title: "Window",
    description:
      "Side of the surroundings that a pixel must stand out from, an even one counts as the next odd one; 1 = only the threshold counts.",
    unit: "px",
    minimum: 1,
    maximum: 2001,
    default: 1,
  }),
  local: Type.Number({
    title: "Share of the surroundings",
    description: "How much of the mean contrast in the window a pixel must exceed.",
    minimum: 0,
    maximum: 10,
    default: 0.85,
  }),
};

const schema = Type.Object(thresholdParams);

/** The objects on their side of a threshold, by the shared parameters of all thresholds. */
export function maskBeyond(image: Plane, threshold: number, params: Static<typeof schema>): Mask {
  const { objects, offset, scale, window, local } = params;
  const limit = threshold + offset;
  if (scale === 1 && window === 1) return applyThreshold(image, limit, objects);
  return contrastMask(image, { objects, threshold: limit, scale, window: window % 2 === 0 ? window + 1 : window, local });
}

/**
 * The grey value that a method finds in the histogram of an image: of integer samples the highest value of the lower class, of others the
 * upper edge of its last bin.
 *
 * @throws {ArgosyError} NODE_INPUT_INVALID for an image without a finite sample.
 */
export function thresholdOf(image: Plane, method: (counts: Uint32Array) => number): number {
  const found = histogram(image);
  if (found.ignored === image.data.length) throw refusal("NODE_INPUT_INVALID", "the image has no finite grey value");
  const bin = method(found.counts);
  const exact = found.binWidth === 1 && !dtypeOf(image.data).startsWith("float");
  return exact ? binCentre(found, bin) : found.lowest + (bin + 1) * found.binWidth;
}
