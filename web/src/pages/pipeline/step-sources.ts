import { slotFits, sortNodes, splitEnd } from "@argosy/nodes";
import type { FullGraph, FullNode } from "./graph-draft.ts";
import type { NodeClass, NodeClasses } from "./node-class.ts";

/** An output that an input can read: `<step>.<slot>`. */
export interface StepSource {
  readonly from: string;
  readonly step: string;
}

const STAGES = ["ingest", "segment", "measure", "classify", "export"];
const isBefore = (one: NodeClass, other: NodeClass) => STAGES.indexOf(one.stage) <= STAGES.indexOf(other.stage);

/** What an input of a class can read of some steps; of the nearest step first. */
export function sourcesAmong(steps: readonly FullNode[], classes: NodeClasses, reader: NodeClass, slot: string): readonly StepSource[] {
  const input = reader.inputs[slot];
  if (input === undefined) return [];
  return steps.toReversed().flatMap(({ id, node }) => {
    const one = classes.get(node);
    if (one === undefined || !isBefore(one, reader)) return [];
    return Object.entries(one.outputs)
      .filter(([, output]) => slotFits(output, input))
      .map(([name]) => ({ from: `${id}.${name}`, step: id }));
  });
}

/** What an input of a step can read: outputs of all steps that do not wait for it themselves, in the order of the steps. */
export function choicesFor(graph: FullGraph, classes: NodeClasses, step: string, slot: string): readonly StepSource[] {
  const behind = stepsBehind(graph, step);
  const reader = classes.get(graph.nodes.find(({ id }) => id === step)?.node ?? "");
  const others = graph.nodes.filter(({ id }) => !behind.has(id));
  return reader === undefined ? [] : sourcesAmong(others.toReversed(), classes, reader, slot);
}

/** What the input reads now. */
export function readsOf({ edges }: FullGraph, step: string, slot: string): readonly string[] {
  return edges.filter(({ to }) => to === `${step}.${slot}`).map(({ from }) => from);
}

/**
 * The graph with an input that reads other outputs. Of inputs that exclude each other the others are let go; an input that must be there
 * stays as it is when nothing is chosen for it.
 */
export function connect(
  graph: FullGraph,
  classes: NodeClasses,
  at: { readonly step: string; readonly slot: string },
  from: readonly string[],
) {
  const reader = classes.get(graph.nodes.find(({ id }) => id === at.step)?.node ?? "");
  const alternatives = reader?.exactlyOne?.includes(at.slot) === true ? reader.exactlyOne : [];
  const needed = reader?.inputs[at.slot]?.optional !== true || alternatives.length > 0;
  if (from.length === 0 && needed) return graph;
  const free = [at.slot, ...alternatives].map((slot) => `${at.step}.${slot}`);
  const edges = [...graph.edges.filter(({ to }) => !free.includes(to)), ...from.map((one) => ({ from: one, to: `${at.step}.${at.slot}` }))];
  return { ...graph, nodes: sortNodes(graph.nodes, edges), edges };
}

/** The step and all that wait for it. */
function stepsBehind({ edges }: FullGraph, step: string): ReadonlySet<string> {
  const behind = new Set([step]);
  for (const one of behind) for (const { from, to } of edges) if (splitEnd(from).instance === one) behind.add(splitEnd(to).instance);
  return behind;
}
