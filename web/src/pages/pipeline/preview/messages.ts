import type { Box } from "@argosy/core";
import type { GraphDraft } from "@argosy/nodes";
import type { Problem } from "../../../api/types.ts";

/** The image that is looked at, as the page knows it. */
export interface ViewedImage {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly levels: number;
  readonly pixelWidth?: number | undefined;
  readonly pixelHeight?: number | undefined;
}

/** Which result is drawn, and how. */
export interface Shown {
  /** Instance of the graph. */
  readonly step: string;
  readonly slot: string;
  readonly style: "fill" | "outline";
}

/** One look at an image through a graph. */
export interface PreviewRequest {
  /** Counts up: only the newest is worked on. */
  readonly turn: number;
  readonly project: string;
  readonly image: ViewedImage;
  readonly level: number;
  /** In pixels of the level. */
  readonly box: Box;
  readonly definition: GraphDraft;
  readonly shown: Shown;
}

/** A picture of one result, as large as the box; of an image that a step has turned, as large as that became. */
export interface PreviewPicture {
  readonly is: "picture";
  readonly turn: number;
  /** `[height][width][r, g, b, a]` */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
  readonly level: number;
  readonly shown: Shown;
  readonly provisional: boolean;
}

/** What became of each step. */
export interface StepReport {
  readonly id: string;
  readonly ms: number;
  readonly reused: boolean;
  readonly provisional: boolean;
  /** Output slots that can be drawn. */
  readonly slots: readonly string[];
}

/** All steps are done. */
export interface PreviewReport {
  readonly is: "report";
  readonly turn: number;
  readonly steps: readonly StepReport[];
  readonly blocked: readonly { readonly id: string; readonly reason: string }[];
  /** Of the last step that finds objects. */
  readonly found: FoundReport | undefined;
  /** Parameters in pixels that could not be scaled exactly to the level, by step. */
  readonly rounded: readonly { readonly step: string; readonly names: readonly string[] }[];
  /** Whether the box is less than the image. */
  readonly partial: boolean;
}

/** Objects and specks. */
export interface FoundReport {
  readonly objects: number;
  /** Objects that reach beyond the box: seen only in part. */
  readonly cut: number;
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
}

/** Parameters that a step has learnt from the image. */
export interface PreviewLearnt {
  readonly is: "learnt";
  readonly turn: number;
  readonly step: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the thread tells. */
export type PreviewAnswer =
  | PreviewPicture
  | PreviewReport
  | PreviewLearnt
  | { readonly is: "problem"; readonly turn: number; readonly problem: Problem; readonly step: string };
