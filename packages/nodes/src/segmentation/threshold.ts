import { dtypeOf, refusal } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { applyThreshold, backgroundMean, binCentre, contrastMask, histogram, rarerOnBorder } from "@argosy/kernels";
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

/** What a threshold takes from the whole image. */
export interface ThresholdSummary {
  /** Grey value, with the offset. */
  readonly limit: number;
  readonly side: "bright" | "dark";
  /** Mean of the background, where contrast is measured from it. */
  readonly background: number;
}

/** What the shared parameters of all thresholds take from the whole image, once a threshold is found. */
export function summariseThreshold(image: Plane, threshold: number, params: Static<typeof schema>): ThresholdSummary {
  const limit = threshold + params.offset;
  const side = params.objects === "auto" ? rarerOnBorder(image, limit) : params.objects;
  return { limit, side, background: isPlain(params) ? limit : backgroundMean(image, limit, side) };
}

/** The objects on their side of a threshold, by the shared parameters of all thresholds. */
export function maskBeyond(image: Plane, { limit, side, background }: ThresholdSummary, params: Static<typeof schema>): Mask {
  if (isPlain(params)) return applyThreshold(image, limit, side);
  const { scale, window, local } = params;
  return contrastMask(image, { objects: side, threshold: limit, scale, window: window % 2 === 0 ? window + 1 : window, local, background });
}

function isPlain({ scale, window }: Static<typeof schema>): boolean {
  return scale === 1 && window === 1;
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
