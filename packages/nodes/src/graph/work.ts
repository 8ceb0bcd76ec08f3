import { canonicalJson } from "@argosy/core";
import type { Stage } from "../define-node.ts";
import type { Kept, StagePlan, Step } from "./plan.ts";

/** One image of a unit, with all that can change what is made of it. */
export interface UnitImage {
  readonly id: string;
  readonly name: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  /** Micrometres a pixel, and where they are known from; absent when not known. */
  readonly pixelSize?: { readonly x: number; readonly y: number; readonly provenance: string };
  /** Files that belong to it. */
  readonly companions?: {
    readonly image?: {
      readonly id: string;
      readonly array: string;
      readonly manifest: string;
      readonly t: number;
      readonly width: number;
      readonly height: number;
    };
    readonly table?: { readonly file: string; readonly name: string; readonly sha256: string };
    /** What a step takes from the collection: the task that finds it, and the array in which it stores it. */
    readonly shared?: { readonly task: string; readonly array: string };
  };
}

/** What one task works on: images that lie in one stored array. */
export interface Unit {
  readonly array: string;
  /** SHA-256 of the array's manifest: the identity of the samples. */
  readonly manifest: string;
  readonly images: readonly UnitImage[];
}

/** The tasks that have worked on one unit, by stage. */
export type UnitTasks = { readonly [S in Stage]?: string };

/** What a task of a run is asked to do. Everything in it but the ids of steps is part of the task's identity. */
export interface ChainWork {
  readonly kind: "chain";
  readonly stage: Stage;
  readonly steps: readonly Step[];
  readonly keeps: readonly Kept[];
  /** For the scope `unit`. */
  readonly unit?: Unit;
  /** Tasks whose results are read: of the same unit, */
  readonly reads?: UnitTasks;
  /** or of every unit in order, for the scope `run`. */
  readonly units?: readonly UnitTasks[];
  /** Model to classify with. */
  readonly model?: { readonly id: string; readonly sha256: string };
  /** SHA-256 of what persons have said and given (labels, metadata), where the result shows it. */
  readonly facts?: string;
}

/** What the task is asked to do that finds what the last of its steps takes from many images of a collection. */
export interface CollectionWork {
  readonly kind: "collection";
  readonly stage: "segment";
  readonly steps: readonly Step[];
  /** The images that are looked at. */
  readonly units: readonly Unit[];
}

/** The text whose SHA-256 is the id of a task: equal work has an equal id, whatever the instances of the graph are called. */
export function identityOf(projectId: string, work: ChainWork | CollectionWork): string {
  const steps = work.steps.map(({ node, version, params, inputs }) => ({ node, version, params, inputs }));
  return canonicalJson({ project: projectId, ...work, steps });
}

/** The work of one stage on one unit. */
export function unitWork(plan: StagePlan, unit: Unit, reads: UnitTasks, extra: Pick<ChainWork, "model" | "facts"> = {}): ChainWork {
  return { kind: "chain", stage: plan.stage, steps: plan.steps, keeps: plan.keeps, unit, reads, ...extra };
}
