import { slotFits, splitEnd } from "@argosy/nodes";
import type { FullGraph } from "./graph-draft.ts";
import type { NodeClass, NodeClasses } from "./node-class.ts";

type Edge = FullGraph["edges"][number];

/** The class of the step at an end of an edge. */
export function classAt(graph: FullGraph, classes: NodeClasses, end: string): NodeClass | undefined {
  const { instance } = splitEnd(end);
  return classes.get(graph.nodes.find(({ id }) => id === instance)?.node ?? "");
}

/**
 * The edge that feeds a reader from another step's outputs in place of what it reads now: in the same input, else in the one that stands in
 * for it (objects of a mask, or of labels).
 *
 * @param giver - The id of the other step and its outputs; the first that fits is taken.
 * @returns `undefined` where none of them can.
 */
export function takeOver(
  graph: FullGraph,
  classes: NodeClasses,
  edge: Edge,
  giver: { readonly id: string; readonly outputs: NodeClass["outputs"] },
): Edge | undefined {
  const { instance, slot } = splitEnd(edge.to);
  const reader = classAt(graph, classes, edge.to);
  if (reader === undefined) return undefined;
  const others = reader.exactlyOne?.includes(slot) === true ? reader.exactlyOne.filter((one) => one !== slot) : [];
  for (const name of [slot, ...others]) {
    const input = reader.inputs[name];
    const found = input === undefined ? undefined : Object.entries(giver.outputs).find(([, output]) => slotFits(output, input));
    if (found !== undefined) return { from: `${giver.id}.${found[0]}`, to: `${instance}.${name}` };
  }
  return undefined;
}
