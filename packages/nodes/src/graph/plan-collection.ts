import { refusal } from "@argosy/core";
import type { NodeRegistry } from "../registry.ts";
import type { Graph } from "./definition.ts";
import type { Step } from "./plan.ts";
import { planStages } from "./plan.ts";
import type { Unit } from "./work.ts";

/** How what a step takes from a whole collection is found. */
export interface CollectionPlan {
  /** All that comes before the step, and the step at the end. */
  readonly steps: readonly Step[];
  /** The fewest images that it takes. */
  readonly least: number;
  /** The most that it looks at. */
  readonly most: number;
  /** Of its node. */
  readonly title: string;
}

/**
 * The step of a graph that takes something from the whole collection, if there is one.
 *
 * @throws {ArgosyError} GRAPH_INVALID where there are several.
 */
export function planCollection(graph: Graph, registry: NodeRegistry): CollectionPlan | undefined {
  const asking = graph.nodes.filter(({ node, version }) => registry.find(node, version)?.collection !== undefined);
  const [instance, ...others] = asking;
  if (instance === undefined) return undefined;
  if (others.length > 0) {
    const nodes = asking.map(({ id }) => id);
    throw refusal("GRAPH_INVALID", `only one node may take something from the whole collection, here ${nodes.join(", ")} do`, { nodes });
  }
  const { title, collection } = registry.find(instance.node, instance.version)!;
  const { steps } = planStages(graph, registry, [instance.id]).find(({ stage }) => stage === "segment")!;
  return { steps, title, least: collection!.least, most: collection!.most(instance.params) };
}

/** At most so many images of some units, spread evenly over their order. The same images give the same choice. */
export function spreadUnits(units: readonly Unit[], most: number): Unit[] {
  const total = units.reduce((sum, { images }) => sum + images.length, 0);
  const count = Math.min(most, total);
  const chosen = new Set(Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count)));
  let place = 0;
  return units
    .map((unit) => ({ ...unit, images: unit.images.filter(() => chosen.has(place++)) }))
    .filter(({ images }) => images.length > 0);
}
