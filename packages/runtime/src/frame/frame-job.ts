import type { Box, DType, PixelArray } from "@argosy/core";
import type { FeatureTable, ForestTraining, GrownTrees } from "@argosy/kernels";
import type { AskedPlace, FoundObject, ImageValue, Kept, ObjectsValue, PlaceFacts, SlotKind, Step, UnitImage } from "@argosy/nodes";
import type { StackShape } from "@argosy/storage";
import type { EncodedImage } from "./encoded.ts";

/** What earlier stages stored of a frame, by `<stage>.<step>.<slot>`. */
export type StoredValues = Readonly<
  Record<string, { readonly image: EncodedImage } | { readonly objects: ObjectsValue } | { readonly table: FeatureTable }>
>;

/** The name of a stored value. */
export function storedName(source: { readonly stage: string; readonly step: number; readonly slot: string }): string {
  return `${source.stage}.${source.step}.${source.slot}`;
}

/** One frame to be worked on by a chain, in a worker thread (task `frame`). */
export interface FrameJob {
  readonly steps: readonly Step[];
  readonly image: UnitImage;
  readonly frame: EncodedImage;
  readonly companionImage?: EncodedImage;
  readonly companionTable?: { readonly name: string; readonly bytes: Uint8Array };
  /** What a step takes from the collection. */
  readonly shared?: EncodedImage;
  readonly stored: StoredValues;
  /** Results that are wanted back. */
  readonly keeps: readonly Kept[];
  /** Size of a frame in the stack that kept images go into. */
  readonly stack: { readonly width: number; readonly height: number };
  /** For the export stage: what arrives at a slot of the last step for each of these objects, as PNG files. */
  readonly crops?: { readonly slot: string; readonly objects: readonly FoundObject[] };
}

/** A kept image or label image, ready to be stored: by channel, by level, the chunks in raster order. */
export interface KeptArray {
  readonly step: number;
  readonly slot: string;
  readonly kind: SlotKind;
  readonly dtype: DType;
  readonly levels: readonly (readonly (readonly Uint8Array[])[])[];
}

/** What a chain gave for one frame. */
export interface FrameResult {
  readonly arrays: readonly KeptArray[];
  readonly objects: readonly { readonly step: number; readonly slot: string; readonly value: ObjectsValue }[];
  readonly tables: readonly { readonly step: number; readonly slot: string; readonly value: FeatureTable }[];
  /** Size of a frame in the stack that kept images go into, as it was given. */
  readonly stack: { readonly width: number; readonly height: number };
  /** By object, in the order asked for: its PNG files. */
  readonly crops: readonly (readonly Uint8Array[])[];
}

/** A whole image whose chain is asked what it takes from it (task `summarise`); the answer is packed by `packValues`: a map by step. */
export interface SummariseJob {
  readonly steps: readonly Step[];
  readonly image: Pick<UnitImage, "id" | "name" | "pixelSize">;
  readonly frame: EncodedImage;
  /** What a step takes from the collection. */
  readonly shared?: EncodedImage;
  /** Where the view lies. */
  readonly part: Box;
}

/** A frame that is asked what it says to the last step (task `sample-frame`); the answer is an `ImageValue`. */
export type SampleJob = Omit<PlaceJob, "at" | "stored" | "shared">;

/** What frames said to a step, to be made one (task `combine-samples`); the answer is a {@link CombinedSamples}. */
export interface CombineJob {
  readonly step: Step;
  readonly samples: readonly ImageValue[];
}

/** What a step takes from a collection, ready to be stored as a stack of its own. */
export interface CombinedSamples {
  readonly width: number;
  readonly height: number;
  readonly dtype: DType;
  readonly levels: KeptArray["levels"];
}

/** An imported image to be encoded for its stack (task `encode-levels`); the answer is `Uint8Array[][][]`: by channel, by level, the chunks in raster order. */
export interface LevelsJob {
  /** Of the stack that it goes into. */
  readonly shape: StackShape;
  /** Of the image, which may be smaller than the stack. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** `[channels][height][width]`, of the stack's sample type. */
  readonly samples: PixelArray;
}

/** Some trees of a forest (task `grow-trees`); the answer is `GrownTrees`. */
export interface GrowTreesJob {
  /** Without `onTree`. */
  readonly training: ForestTraining;
  readonly from: number;
  readonly to: number;
}

/** All trees of a forest, in their order (task `join-forest`). */
export interface JoinForestJob {
  readonly training: ForestTraining;
  readonly parts: readonly GrownTrees[];
}

/** What the task `join-forest` gives. */
export interface ForestResult {
  /** As `encodeForest` writes it. */
  readonly forest: Uint8Array;
  /** `[rows][classes]` */
  readonly outOfBag: Float32Array;
  /** `[features]` */
  readonly importances: Float64Array;
}

/** Rows to be classified (task `predict-forest`); the answer is a `Float32Array` of probabilities `[rows][classes]`. */
export interface PredictJob {
  /** As `encodeForest` writes it. */
  readonly forest: Uint8Array;
  /** `[rows][features]` */
  readonly features: Float32Array;
}

/** Rows to be laid out in the plane (task `lay-out-rows`); the answer is a {@link MapResult}. */
export interface MapJob {
  /** `[n][f]` row-major; NaN where nothing was measured. */
  readonly features: Float32Array;
  readonly n: number;
  readonly f: number;
  /** How many rows around each one count, itself among them: the more, the more of the whole and the less of detail is kept. */
  readonly neighbours: number;
  /** How close rows that are alike may come to lie, 0 to below 1. */
  readonly minDist: number;
  readonly seed: number;
}

/** What the task `lay-out-rows` gives. */
export interface MapResult {
  /** `[n][2]` places around 0. */
  readonly places: Float32Array;
  /** By UMAP, or, for fewer rows than it can work with, along the two main directions. */
  readonly method: "umap" | "components";
}

/** A frame and a place in it (task `explain-place`). */
export interface PlaceJob extends Pick<FrameJob, "steps" | "image" | "frame" | "companionImage" | "companionTable" | "shared" | "stored"> {
  readonly at: AskedPlace;
}

/** What the task `explain-place` gives: the facts, with the words of the step that decides. */
export interface PlaceResult {
  readonly facts: PlaceFacts;
  /** Title of the node that decides. */
  readonly title: string;
  /** Title and unit of its parameter that decides; empty where none does. */
  readonly parameterTitle: string;
  readonly parameterUnit: string;
}
