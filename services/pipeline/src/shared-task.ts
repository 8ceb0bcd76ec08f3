import { refusal } from "@argosy/core";
import type { CollectionPlan, CollectionWork, Graph, NodeRegistry, StagePlan, Unit } from "@argosy/nodes";
import { planCollection, spreadUnits } from "@argosy/nodes";
import { sharedArrayId } from "@argosy/runtime";
import type { PlannedImage } from "./collection-images.ts";
import { taskIdOf } from "./plan-run.ts";
import type { NewTask } from "./tasks.ts";

/** The task that finds what a step takes from a whole collection, and the array in which it stores it. */
export interface SharedTask {
  readonly task: NewTask;
  readonly array: string;
}

/** A graph over the units of a collection. */
export interface GraphOnUnits {
  readonly project: string;
  readonly graph: Graph;
  /** The chains that are wanted of it; left out: all. */
  readonly stages?: readonly StagePlan[];
  readonly images: readonly PlannedImage[];
  readonly units: readonly Unit[];
}

/**
 * The task that finds what a step of a graph takes from the whole collection, from images spread evenly over it; `undefined` where no step
 * that is wanted does.
 *
 * @throws {ArgosyError} GRAPH_INVALID, COLLECTION_UNEQUAL, COLLECTION_TOO_SMALL.
 */
export function sharedTaskOf(registry: NodeRegistry, { project, graph, stages, images, units }: GraphOnUnits): SharedTask | undefined {
  const plan = planCollection(graph, registry);
  if (plan === undefined) return undefined;
  const { id } = plan.steps.at(-1)!;
  if (stages !== undefined && !stages.some(({ steps }) => steps.some((step) => step.id === id))) return undefined;
  const frames = new Set(units.flatMap((unit) => unit.images.map((image) => image.id)));
  requireAlike(images.filter((image) => frames.has(image.id)));
  return planTask(project, plan, units);
}

function requireAlike([first, ...others]: readonly PlannedImage[]): void {
  const other = others.find((image) => first !== undefined && describe(image) !== describe(first));
  if (first === undefined || other === undefined) return;
  throw refusal("COLLECTION_UNEQUAL", `the images differ: ${first.name} has ${describe(first)}, ${other.name} ${describe(other)}`, {
    images: [first.name, other.name],
  });
}

function describe({ width, height, channels, dtype }: PlannedImage): string {
  return `${width} x ${height} pixels, ${channels === 1 ? "1 channel" : `${channels} channels`}, ${dtype}`;
}

function planTask(project: string, { steps, title, least, most }: CollectionPlan, units: readonly Unit[]): SharedTask {
  const chosen = spreadUnits(units, most);
  const images = chosen.reduce((sum, unit) => sum + unit.images.length, 0);
  if (images < least) {
    throw refusal("COLLECTION_TOO_SMALL", `"${title}" needs at least ${least} images in the collection, here are ${images}`, {
      images,
      least,
    });
  }
  const work: CollectionWork = { kind: "collection", stage: "segment", steps, units: chosen };
  const id = taskIdOf(project, work);
  const task = { id, stage: "segment", title: `${title}: ${images} images`, weight: images, work, needs: [], forAll: true };
  return { task, array: sharedArrayId(id, steps) };
}

/** The units, each image of which names where to find what its collection gave. */
export function withShared(units: readonly Unit[], { task, array }: SharedTask): Unit[] {
  const shared = { task: task.id, array };
  return units.map((unit) => ({
    ...unit,
    images: unit.images.map((image) => ({ ...image, companions: { ...image.companions, shared } })),
  }));
}
