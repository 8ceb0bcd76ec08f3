import { splitEnd } from "@argosy/nodes";
import type { FullGraph } from "./graph-draft.ts";
import type { NodeClasses } from "./node-class.ts";
import { classAt, takeOver } from "./take-over.ts";

/** The graph without a step, or the step that cannot do without it. */
export type Removal = { readonly graph: FullGraph } | { readonly neededBy: string };

/** The graph without a step: who read its results reads what it read itself, or does without where it can. */
export function removeStep(graph: FullGraph, classes: NodeClasses, step: string): Removal {
  const edges: FullGraph["edges"][number][] = [];
  for (const edge of graph.edges) {
    if (splitEnd(edge.to).instance === step) continue;
    if (splitEnd(edge.from).instance !== step) edges.push(edge);
    else {
      const other = bypass(graph, classes, step, edge);
      if (other !== undefined) edges.push(other);
    }
  }
  const left = { ...graph, nodes: graph.nodes.filter(({ id }) => id !== step), edges: withoutDoubles(edges) };
  const hungry = left.nodes.find(({ id, node }) => lacks(left, id, classes.get(node)));
  return hungry === undefined ? { graph: left } : { neededBy: hungry.id };
}

/** The edge past the step: from the first of its sources that can feed the reader. */
function bypass(graph: FullGraph, classes: NodeClasses, step: string, edge: FullGraph["edges"][number]) {
  for (const { from, to } of graph.edges) {
    if (splitEnd(to).instance !== step) continue;
    const { instance, slot } = splitEnd(from);
    const output = classAt(graph, classes, from)?.outputs[slot];
    const found = output === undefined ? undefined : takeOver(graph, classes, edge, { id: instance, outputs: { [slot]: output } });
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutDoubles(edges: readonly FullGraph["edges"][number][]) {
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}

function lacks({ edges }: FullGraph, id: string, one: ReturnType<NodeClasses["get"]>): boolean {
  if (one === undefined) return false;
  const isFed = (slot: string) => edges.some(({ to }) => to === `${id}.${slot}`);
  const needed = Object.entries(one.inputs).filter(([, { optional }]) => optional !== true);
  return needed.some(([slot]) => !isFed(slot)) || (one.exactlyOne !== undefined && !one.exactlyOne.some(isFed));
}
