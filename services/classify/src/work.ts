import type { ChainWork } from "@argosy/nodes";

/** Training of a forest. What it learns from stands in the table `training` under the task's id, as it may be large. */
export interface TrainingWork {
  readonly kind: "training";
  /** Names of the columns that are looked at, `<set>.<measure>`. */
  readonly columns: readonly string[];
  /** Feature sets that hold them. */
  readonly sets: readonly string[];
  readonly trees: number;
  /** 0: the square root of their number. */
  readonly maxFeatures: number;
  readonly minLeaf: number;
  readonly classWeights: "balanced" | "none";
  readonly seed: number;
  /** Share of the objects of each class that judges. */
  readonly heldOut: number;
  /** SHA-256 of the objects with their classes and of the tasks that measured them. */
  readonly facts: string;
}

/** Asking a model about objects that a task has measured, outside of a run's own work. */
export interface PredictionWork {
  readonly kind: "prediction";
  readonly model: { readonly id: string; readonly sha256: string };
  /** The task that measured. */
  readonly measure: string;
  /** Only objects without a label; the text makes every such prediction another. */
  readonly unlabelled?: string;
}

/** A map of a run's objects. Which they are stands in the table `map_request` under the task's id, as they may be many. */
export interface MapWork {
  readonly kind: "map";
  readonly run: string;
  /** Names of the columns that count, `<set>.<measure>`. */
  readonly columns: readonly string[];
  /** Feature sets that hold them. */
  readonly sets: readonly string[];
  readonly neighbours: number;
  readonly minDist: number;
  readonly seed: number;
  /** Name and version of what lays them out. */
  readonly library: string;
  /** SHA-256 of the objects and of the tasks that measured them. */
  readonly facts: string;
}

/** What a task of the stage `classify` is asked to do. */
export type ClassifyWork = ChainWork | TrainingWork | PredictionWork | MapWork;
