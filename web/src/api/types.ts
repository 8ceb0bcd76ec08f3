/** An RFC 9457 problem document, or the shorter failure that a job, a file or a label carries. */
export interface Problem {
  readonly status?: number;
  readonly title?: string;
  readonly code: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly traceId?: string;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly role: "viewer" | "annotator" | "editor" | "owner";
}

export interface Me {
  readonly name: string;
  /** May name files of the machine that the server runs on. */
  readonly local: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly seconds: number;
}

export interface FailedItem {
  readonly name: string;
  readonly stage: string;
  readonly problem?: Problem;
}

export type JobState = "queued" | "running" | "waiting" | "done" | "failed" | "cancelled";

export interface Job {
  readonly id: string;
  readonly project: string;
  readonly kind: "import" | "run" | "training" | "export";
  readonly title: string;
  readonly state: JobState;
  readonly waitingFor?: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly reused: number;
  readonly etaSeconds?: number;
  readonly createdAt: string;
  readonly finishedAt?: string;
  readonly problem?: Problem;
  readonly failedItems: readonly FailedItem[];
  readonly results: Readonly<Record<string, string>>;
  readonly stages: readonly StageProgress[];
  readonly links?: Readonly<Record<string, string>>;
}

export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly images: number;
  readonly refused: number;
  readonly files: number;
  readonly names: string;
  readonly createdAt: string;
}

export interface Image {
  readonly id: string;
  readonly collection: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dtype: string;
  readonly pixelWidth?: number;
  readonly notes: readonly string[];
}

export interface Run {
  readonly id: string;
  readonly job: string;
  readonly collection: string;
  readonly graph: string;
  readonly state: JobState;
  readonly createdAt: string;
  readonly images: number;
}

export interface Graph {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly template: boolean;
}

export interface FeatureColumn {
  readonly name: string;
  readonly unit: string;
  readonly definition: string;
}

export interface FeatureSet {
  readonly name: string;
  readonly node: string;
  readonly version: number;
  readonly columns: readonly FeatureColumn[];
}

export interface ObjectClass {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly objects: number;
}

export type LabelStatus = "" | "predicted" | "validated" | "dubious" | "discarded";

export interface FoundObject {
  readonly id: string;
  readonly image: string;
  readonly name: string;
  readonly label: number;
  readonly box?: Box;
  readonly area: number;
  readonly centroidX: number;
  readonly centroidY: number;
  readonly class: string;
  readonly status: LabelStatus;
  readonly score?: number;
  readonly author: string;
  readonly measures: Readonly<Record<string, number | null>>;
  readonly probabilities: Readonly<Record<string, number | null>>;
}

export interface Facet {
  readonly node: string;
  readonly instance: string;
  readonly slot: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface LineageStep {
  readonly kind: string;
  readonly name: string;
  readonly version?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly string[];
  readonly sha256?: string;
  readonly at?: string;
  readonly person?: string;
}

export interface RefusedLabel {
  readonly object: string;
  readonly problem?: Problem;
}

export interface Bundle {
  readonly id: string;
  readonly run: string;
  readonly kind: string;
  readonly name: string;
  readonly size: number;
  readonly objects: number;
  readonly findings: readonly string[];
  readonly createdAt: string;
}
