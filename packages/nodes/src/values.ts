import type { Box, PixelSize } from "@argosy/core";
import type { FeatureTable, Labels, Mask, Plane } from "@argosy/kernels";

/** An image as nodes see it: one plane a channel, all of one size and sample type. Colour is r, g, b in this order. */
export interface ImageValue {
  readonly width: number;
  readonly height: number;
  readonly channels: readonly Plane[];
}

/** Something found in an image. */
export interface FoundObject {
  /** Its number in the label image, or in the label image of the inner objects where `inner` is true. */
  readonly label: number;
  /** Tight box. */
  readonly box: Box;
  /** The box with padding, clipped to the image. */
  readonly crop: Box;
  /** In pixels. */
  readonly area: number;
  /** Mean of the pixel centres, in pixel coordinates. */
  readonly centroid: { readonly x: number; readonly y: number };
  /** Label of the object that it lies in. */
  readonly parent?: number;
  /** Whether it is kept only as a child of its parent: not measured, not exported alone. */
  readonly inner: boolean;
}

/** Specks that are no objects, for one reason: how many, and the first ones. */
export interface DroppedSpecks {
  readonly reason: "too_small" | "too_large" | "touches_border" | "outside_area" | "nested";
  readonly count: number;
  readonly examples: readonly { readonly box: Box; readonly value: number }[];
}

/** The objects of one image, ordered by label; inner ones last. */
export interface ObjectsValue {
  readonly objects: readonly FoundObject[];
  readonly dropped: readonly DroppedSpecks[];
}

/** Class probabilities of the objects of one image, `[objects][classes]`. */
export interface PredictionsValue {
  readonly classes: readonly string[];
  readonly labels: Uint32Array;
  readonly probabilities: Float32Array;
}

/** What lies in a slot, by the slot's kind. */
export interface SlotValues {
  readonly image: ImageValue;
  readonly mask: Mask;
  readonly labels: Labels;
  readonly objects: ObjectsValue;
  readonly table: FeatureTable;
  readonly predictions: PredictionsValue;
  readonly bundle: Uint8Array;
}

/** The kinds of slots. An edge joins slots of one kind; `labels` may also lead into a `mask` slot of object scope: the object's own mask. */
export type SlotKind = keyof SlotValues;

/** What a node may know of the image that it works on, besides the pixels. */
export interface ImageContext {
  /** Path of the image in its collection. */
  readonly name: string;
  /** Its id, where it is one of a project. */
  readonly image?: string;
  /** Unknown: absent. Then limits in micrometres are refused with PIXEL_SIZE_UNKNOWN. */
  readonly pixelSize?: PixelSize;
}

/** An image of one channel over a plane; nothing is copied. */
export function greyImage(channel: Plane): ImageValue {
  return { width: channel.width, height: channel.height, channels: [channel] };
}
