import { ArgosyError, LIMITS, refusal } from "@argosy/core";
import type { NodeDefinition, Slot } from "../define-node.ts";
import { STAGES } from "../define-node.ts";
import type { NodeRegistry } from "../registry.ts";
import { fillParams } from "../registry.ts";
import type { Edge, Graph, GraphDraft, NodeInstance } from "./definition.ts";
import { splitEnd } from "./definition.ts";
import { slotFits } from "./slot-fits.ts";
import { sortNodes } from "./sort.ts";

const INSTANCE_ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** A graph that passed the check, with what is allowed but probably not meant. */
export interface CheckedGraph {
  readonly graph: Graph;
  readonly warnings: readonly string[];
}

/**
 * Checks a graph and fills in versions and parameters.
 *
 * @throws {ArgosyError} with a reason GRAPH_* or PARAM_INVALID whose details name the `node` or `edge`. Time O(nodes + edges).
 */
export function validateGraph(draft: GraphDraft, registry: NodeRegistry): CheckedGraph {
  checkForm(draft);
  if (draft.nodes.length > LIMITS.graphNodes || draft.edges.length > LIMITS.graphEdges) {
    throw refusal("GRAPH_TOO_LARGE", `a graph has at most ${LIMITS.graphNodes} nodes and ${LIMITS.graphEdges} edges`, {
      nodes: draft.nodes.length,
      edges: draft.edges.length,
    });
  }
  const classes = new Map<string, NodeDefinition>();
  const instances = draft.nodes.map((node) => fillInstance(node, registry, classes));
  for (const edge of draft.edges) checkEdge(edge, classes);
  checkInputs(draft.edges, classes);
  const nodes = sortNodes(instances, draft.edges);
  const graph: Graph = {
    name: draft.name,
    title: draft.title ?? draft.name,
    description: draft.description ?? "",
    nodes,
    edges: draft.edges,
  };
  return { graph, warnings: warningsOf(graph, classes) };
}

function checkForm(draft: GraphDraft): void {
  const invalid = (what: string) => refusal("GRAPH_INVALID", `the graph is not well formed: ${what}`, {});
  if (typeof draft !== "object" || draft === null) throw invalid("it is no object");
  if (typeof draft.name !== "string" || draft.name === "" || draft.name.length > 200)
    throw invalid("name must be a text of 1 to 200 characters");
  if (!Array.isArray(draft.nodes)) throw invalid("nodes must be a list");
  if (!Array.isArray(draft.edges)) throw invalid("edges must be a list");
  for (const node of draft.nodes) {
    if (typeof node !== "object" || node === null || typeof node.id !== "string" || typeof node.node !== "string") {
      throw invalid("each node needs the texts id and node");
    }
    if (node.keep !== undefined && !(Array.isArray(node.keep) && node.keep.every((slot: unknown) => typeof slot === "string"))) {
      throw invalid(`keep of node ${node.id} must be a list of slots`);
    }
    if (node.params !== undefined && (typeof node.params !== "object" || node.params === null || Array.isArray(node.params))) {
      throw invalid(`params of node ${node.id} must be an object`);
    }
  }
  for (const edge of draft.edges) {
    if (typeof edge !== "object" || edge === null || typeof edge.from !== "string" || typeof edge.to !== "string") {
      throw invalid("each edge needs the texts from and to");
    }
  }
}

function fillInstance(node: GraphDraft["nodes"][number], registry: NodeRegistry, classes: Map<string, NodeDefinition>): NodeInstance {
  if (!INSTANCE_ID.test(node.id)) {
    throw refusal("GRAPH_INVALID", "the id of a node must be letters, digits, _ or -, and begin with a letter", { node: node.id });
  }
  if (classes.has(node.id)) throw refusal("GRAPH_DUPLICATE_ID", `two nodes have the id ${node.id}`, { node: node.id });
  const definition = registry.find(node.node, node.version);
  if (definition === undefined) {
    const version = node.version === undefined ? "" : ` in version ${node.version}`;
    throw refusal("GRAPH_UNKNOWN_NODE", `node ${node.id}: there is no node class ${node.node}${version}`, {
      node: node.id,
      class: node.node,
    });
  }
  classes.set(node.id, definition);
  for (const slot of node.keep ?? []) {
    if (definition.outputs[slot] === undefined) {
      throw refusal("GRAPH_UNKNOWN_SLOT", `node ${node.id} has no output slot "${slot}" to keep`, { node: node.id, slot });
    }
  }
  try {
    return {
      id: node.id,
      node: definition.name,
      version: definition.version,
      params: fillParams(definition, node.params ?? {}),
      keep: node.keep ?? [],
    };
  } catch (error) {
    if (!(error instanceof ArgosyError)) throw error;
    throw new ArgosyError(error.code, `node ${node.id}: ${error.message}`, {
      reason: "PARAM_INVALID",
      details: { ...error.details, node: node.id },
    });
  }
}

function checkEdge(edge: Edge, classes: ReadonlyMap<string, NodeDefinition>): void {
  const named = `${edge.from} -> ${edge.to}`;
  const from = endOf(edge.from, named, classes);
  const to = endOf(edge.to, named, classes);
  if (from.instance === to.instance) throw refusal("GRAPH_SELF_EDGE", `edge ${named} leads from a node to itself`, { edge: named });
  const output = slotOf(from.definition.outputs, from.slot, "output", named);
  const input = slotOf(to.definition.inputs, to.slot, "input", named);
  if (!slotFits(output, input)) {
    throw refusal("GRAPH_TYPE_MISMATCH", `edge ${named} joins ${describe(output)} to ${describe(input)}`, {
      edge: named,
      expected: input.kind,
      got: output.kind,
    });
  }
  if (STAGES.indexOf(from.definition.stage) > STAGES.indexOf(to.definition.stage)) {
    throw refusal("GRAPH_INVALID", `edge ${named} leads back from stage ${from.definition.stage} to stage ${to.definition.stage}`, {
      edge: named,
    });
  }
}

function endOf(end: string, edge: string, classes: ReadonlyMap<string, NodeDefinition>) {
  const { instance, slot } = splitEnd(end);
  const definition = classes.get(instance);
  if (definition === undefined) {
    throw refusal("GRAPH_UNKNOWN_INSTANCE", `edge ${edge} names the node "${instance}", which is not in the graph`, {
      edge,
      node: instance,
    });
  }
  return { instance, slot, definition };
}

function slotOf(slots: Readonly<Record<string, Slot>>, name: string, side: "input" | "output", edge: string): Slot {
  const slot = Object.hasOwn(slots, name) ? slots[name] : undefined;
  if (slot !== undefined) return slot;
  throw refusal("GRAPH_UNKNOWN_SLOT", `edge ${edge}: there is no ${side} slot "${name}"`, { edge, slot: name, slots: Object.keys(slots) });
}

function describe(slot: Slot): string {
  return `${slot.many === true ? "many " : ""}${slot.kind} of one ${slot.scope ?? "image"}`;
}

function checkInputs(edges: readonly Edge[], classes: ReadonlyMap<string, NodeDefinition>): void {
  const fed = new Map<string, number>();
  for (const edge of edges) fed.set(edge.to, (fed.get(edge.to) ?? 0) + 1);
  for (const [instance, definition] of classes) {
    for (const [name, slot] of Object.entries(definition.inputs)) {
      const count = fed.get(`${instance}.${name}`) ?? 0;
      if (count === 0 && slot.optional !== true) {
        throw refusal("GRAPH_MISSING_INPUT", `node ${instance} lacks its input "${name}"`, { node: instance, slot: name });
      }
      if (count > 1 && slot.many !== true) {
        throw refusal("GRAPH_SLOT_OCCUPIED", `${count} edges lead into the slot "${name}" of node ${instance}`, {
          node: instance,
          slot: name,
        });
      }
    }
    checkAlternatives(instance, definition, fed);
  }
}

function checkAlternatives(instance: string, { exactlyOne = [] }: NodeDefinition, fed: ReadonlyMap<string, number>): void {
  const connected = exactlyOne.filter((slot) => fed.has(`${instance}.${slot}`));
  if (connected.length === 1 || exactlyOne.length === 0) return;
  const choice = exactlyOne.map((slot) => `"${slot}"`).join(" or ");
  throw connected.length === 0
    ? refusal("GRAPH_MISSING_INPUT", `node ${instance} needs its input ${choice}`, { node: instance, slot: exactlyOne[0] })
    : refusal("GRAPH_SLOT_OCCUPIED", `node ${instance} takes only one of its inputs ${choice}`, { node: instance, slot: connected[1] });
}

/** Intensities measured behind a node that changes grey values out of proportion mean little. */
function warningsOf(graph: Graph, classes: ReadonlyMap<string, NodeDefinition>): string[] {
  const spoiled = new Map<string, string>();
  const warnings: string[] = [];
  for (const node of graph.nodes) {
    const definition = classes.get(node.id)!;
    for (const edge of graph.edges) {
      const to = splitEnd(edge.to);
      if (to.instance !== node.id || definition.inputs[to.slot]?.kind !== "image") continue;
      const by = spoiled.get(splitEnd(edge.from).instance);
      if (by === undefined) continue;
      if (definition.stage === "measure")
        warnings.push(`${node.id} measures intensities behind ${by}, which does not keep grey values in proportion`);
      spoiled.set(node.id, by);
    }
    const makesImage = Object.values(definition.outputs).some((slot) => slot.kind === "image");
    if (makesImage && definition.preserves !== "linear") spoiled.set(node.id, node.id);
  }
  return warnings;
}
