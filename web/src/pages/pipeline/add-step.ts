import { slotFits, sortNodes, splitEnd } from "@argosy/nodes";
import type { FullGraph, FullNode } from "./graph-draft.ts";
import { freeId } from "./graph-draft.ts";
import type { NodeClass, NodeClasses } from "./node-class.ts";
import { orderOf } from "./node-class.ts";
import { sourcesAmong } from "./step-sources.ts";
import { classAt, takeOver } from "./take-over.ts";

/**
 * Where a step can be put: *after* a step whose result it works on for those behind, *instead* of a step, or *beside* the others, for
 * results of its own.
 */
export interface Place {
  readonly how: "after" | "instead" | "beside";
  /** Step that it concerns. */
  readonly step: string;
  /** Id of the new step. */
  readonly id: string;
  /** The graph with the step in it. */
  readonly graph: FullGraph;
}

/** Kinds that belong to all who can take several of them: a bundle holds all measures and drawings. */
const SHARED = ["table", "predictions"];

/** Every place where a step of a class can stand, the most likely one first; none where what it needs is not in the graph. */
export function placesFor(graph: FullGraph, classes: NodeClasses, name: string): readonly Place[] {
  const one = classes.get(name);
  if (one === undefined) return [];
  const after = graph.nodes.flatMap((step) => placeAfter(graph, classes, one, step) ?? []);
  const instead = graph.nodes.flatMap((step) => placeInstead(graph, classes, one, step) ?? []);
  const beside = placeBeside(graph, classes, one);
  const usual = after.findLast(({ step }) => orderOf(nodeOf(graph, step)?.node ?? "") <= orderOf(name)) ?? after[0];
  const group = instead.filter(({ step }) => orderOf(nodeOf(graph, step)?.node ?? "") === orderOf(name));
  const doesTheSame = ({ step }: Place) => workOf(classes.get(nodeOf(graph, step)?.node ?? "")) === workOf(one);
  const alike = group.findLast(doesTheSame) ?? instead.findLast(doesTheSame) ?? group.at(-1);
  const likely = one.stage === "segment" ? (usual ?? alike ?? beside) : beside;
  const all = [...after, ...instead, ...(beside === undefined ? [] : [beside])];
  return likely === undefined ? all : [likely, ...all.filter((place) => place !== likely)];
}

const nodeOf = ({ nodes }: FullGraph, step: string) => nodes.find(({ id }) => id === step);

/** What a step makes of what: masks of images, labels of masks. */
function workOf(one: NodeClass | undefined): string {
  const needed = Object.values(one?.inputs ?? {}).filter(({ optional }) => optional !== true);
  return JSON.stringify([needed.map(({ kind }) => kind), Object.values(one?.outputs ?? {}).map(({ kind }) => kind)]);
}

function placeAfter(graph: FullGraph, classes: NodeClasses, one: NodeClass, step: FullNode): Place | undefined {
  const at = graph.nodes.indexOf(step);
  const added = instanceOf(graph, one);
  const reads = feed(graph, classes, one, { id: added.id, steps: graph.nodes.slice(0, at + 1) });
  const passed = reads?.find(({ from }) => splitEnd(from).instance === step.id);
  if (reads === undefined || passed === undefined) return undefined;
  let moved = 0;
  const edges = graph.edges.map((edge) => {
    const reader = classAt(graph, classes, edge.to);
    const behind = graph.nodes.findIndex(({ id }) => id === splitEnd(edge.to).instance) > at;
    if (edge.from !== passed.from || !behind || reader === undefined || !follows(one, reader)) return edge;
    const other = takeOver(graph, classes, edge, { id: added.id, outputs: one.outputs });
    if (other !== undefined) moved++;
    return other ?? edge;
  });
  if (moved === 0) return undefined;
  return {
    how: "after",
    step: step.id,
    id: added.id,
    graph: { ...graph, nodes: graph.nodes.toSpliced(at + 1, 0, added), edges: [...edges, ...reads] },
  };
}

/** Measures go with what keeps grey values in proportion, and stay with the image before everything else. */
function follows(one: NodeClass, reader: NodeClass): boolean {
  return reader.stage === one.stage || (reader.stage === "measure" && one.stage === "segment" && one.preserves === "linear");
}

function placeInstead(graph: FullGraph, classes: NodeClasses, one: NodeClass, step: FullNode): Place | undefined {
  const old = classes.get(step.node);
  if (old === undefined || old.name === one.name || old.stage !== one.stage || old.scope !== one.scope) return undefined;
  const at = graph.nodes.indexOf(step);
  const added = instanceOf(graph, one);
  const before = graph.edges.filter(({ to }) => splitEnd(to).instance === step.id);
  const reads = feed(graph, classes, one, { id: added.id, steps: graph.nodes.slice(0, at), wanted: before });
  if (reads === undefined) return undefined;
  const edges: FullGraph["edges"][number][] = [];
  for (const edge of graph.edges) {
    if (before.includes(edge)) continue;
    if (splitEnd(edge.from).instance !== step.id) edges.push(edge);
    else {
      const other = takeOver(graph, classes, edge, { id: added.id, outputs: one.outputs });
      if (other === undefined) return undefined;
      edges.push(other);
    }
  }
  return {
    how: "instead",
    step: step.id,
    id: added.id,
    graph: { ...graph, nodes: graph.nodes.with(at, added), edges: [...edges, ...reads] },
  };
}

/** At the end of its stage; what it finds goes to all who take any number of such results, or lack the only one. */
function placeBeside(graph: FullGraph, classes: NodeClasses, one: NodeClass): Place | undefined {
  const ordinary = ["image", "source"].includes(one.scope);
  const at = graph.nodes.findLastIndex(({ node }) => classes.get(node)?.stage === one.stage || classes.get(node)?.stage === "ingest");
  const steps = graph.nodes.slice(0, ordinary ? at + 1 : graph.nodes.length);
  const added = instanceOf(graph, one);
  const reads = feed(graph, classes, one, { id: added.id, steps });
  if (reads === undefined) return undefined;
  const fed = new Set(graph.edges.map(({ to }) => to));
  const gives = Object.entries(one.outputs).flatMap(([slot, output]) =>
    graph.nodes.flatMap(({ id, node }) =>
      Object.entries(classes.get(node)?.inputs ?? {})
        .filter(([name, input]) => slotFits(output, input) && (input.many === true || !fed.has(`${id}.${name}`)))
        .filter(([, input]) => SHARED.includes(output.kind) || (output.scope === "object" && input.many === true))
        .map(([name]) => ({ from: `${added.id}.${slot}`, to: `${id}.${name}` })),
    ),
  );
  const first = Math.min(...gives.map(({ to }) => graph.nodes.findIndex(({ id }) => id === splitEnd(to).instance)));
  const place = Number.isFinite(first) ? first : steps.length;
  const last = reads.map(({ from }) => splitEnd(from).instance).at(0) ?? "";
  const edges = [...graph.edges, ...reads, ...gives];
  return {
    how: "beside",
    step: last,
    id: added.id,
    graph: { ...graph, nodes: sortNodes(graph.nodes.toSpliced(place, 0, added), edges), edges },
  };
}

function instanceOf(graph: FullGraph, { name, version, params }: NodeClass): FullNode {
  const own = Object.entries(params.properties).flatMap(([key, schema]) => (schema.default === undefined ? [] : [[key, schema.default]]));
  return { id: freeId(graph, name.slice(name.lastIndexOf(".") + 1)), node: name, version, params: Object.fromEntries(own), keep: [] };
}

/** Who is fed, and with what. */
interface Feeding {
  readonly id: string;
  /** Steps before it. */
  readonly steps: readonly FullNode[];
  /** Edges whose sources are taken first. */
  readonly wanted?: FullGraph["edges"];
}

/** The edges into a new step; `undefined` where it lacks something. */
function feed(graph: FullGraph, classes: NodeClasses, one: NodeClass, { id, steps, wanted = [] }: Feeding): FullGraph["edges"] | undefined {
  const edges: { readonly from: string; readonly to: string }[] = [];
  const sources = (slot: string) => {
    const all = sourcesAmong(steps, classes, one, slot).map(({ from }) => from);
    const first = [...wanted.map(({ from }) => from), ...asOthers(graph, classes, one, slot)].filter((from) => all.includes(from));
    return [...new Set([...first, ...all])];
  };
  for (const [slot, { optional, many, kind }] of Object.entries(one.inputs)) {
    const found = sources(slot);
    const usual = many === true && SHARED.includes(kind) ? found : found.slice(0, 1);
    if (optional === true && !SHARED.includes(kind)) continue;
    if (optional !== true && found.length === 0) return undefined;
    edges.push(...usual.map((from) => ({ from, to: `${id}.${slot}` })));
  }
  if (one.exactlyOne === undefined) return edges;
  const slot = one.exactlyOne.find((name) => sources(name).length > 0);
  return slot === undefined ? undefined : [...edges, { from: sources(slot)[0]!, to: `${id}.${slot}` }];
}

/** What steps of the same stage that are there read in an input of that name: a second measure reads what the first one does. */
function asOthers(graph: FullGraph, classes: NodeClasses, { stage }: NodeClass, slot: string): readonly string[] {
  if (stage === "segment") return [];
  return graph.edges.filter(({ to }) => splitEnd(to).slot === slot && classAt(graph, classes, to)?.stage === stage).map(({ from }) => from);
}
