import type { GraphDraft } from "@argosy/nodes";

/** A graph with all parameters, as the server gives it. */
export interface FullGraph {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly FullNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export interface FullNode {
  readonly id: string;
  readonly node: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly keep: readonly string[];
}

/** Parameters that were changed, by instance and name. */
export type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A graph with other steps than the one before it. */
export interface Edit {
  /** What was done, in words. */
  readonly title: string;
  readonly graph: FullGraph;
  /** Changed parameters of steps that went with it. */
  readonly lost: Changes;
}

export const AREA = "crop.area";

/** The graph with the changes in it. */
export function withChanges(graph: FullGraph, changes: Changes): FullGraph {
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, params: { ...node.params, ...changes[node.id] } })) };
}

/** Notes a change, or forgets it when it is what the graph says anyway. */
export function change(graph: FullGraph, changes: Changes, at: { readonly node: string; readonly name: string }, value: unknown): Changes {
  const usual = graph.nodes.find(({ id }) => id === at.node)?.params[at.name];
  const { [at.name]: _, ...others } = changes[at.node] ?? {};
  const same = JSON.stringify(usual) === JSON.stringify(value);
  const own = same ? others : { ...others, [at.name]: value };
  const { [at.node]: __, ...rest } = changes;
  return Object.keys(own).length === 0 ? rest : { ...rest, [at.node]: own };
}

/** The name of the node that holds the working area, if the graph has one. */
export function areaNode({ nodes }: FullGraph): FullNode | undefined {
  return nodes.find(({ node }) => node === AREA);
}

/**
 * The graph with a node for the working area: all that worked on the frames to find objects then works on the area, and objects must lie
 * in it. Pictures for bundles are still cut from the frames.
 *
 * @param stageOf - The stage of a node class.
 */
export function withArea(graph: FullGraph, params: Readonly<Record<string, unknown>>, stageOf: (node: string) => string): FullGraph {
  if (areaNode(graph) !== undefined) return graph;
  const frames = graph.nodes.find(({ node }) => node === "collection.images");
  if (frames === undefined) return graph;
  const id = freeId(graph, "area");
  const classOf = (end: string) => graph.nodes.find((node) => node.id === end.slice(0, end.indexOf(".")))?.node ?? "";
  const edges = graph.edges.map((edge) => {
    const moved = edge.from === `${frames.id}.image` && stageOf(classOf(edge.to)) === "segment";
    return moved ? { ...edge, from: `${id}.image` } : edge;
  });
  const finders = graph.nodes
    .filter(({ node }) => node === "segment.objects")
    .map((node) => ({ from: `${id}.area`, to: `${node.id}.area` }));
  const at = graph.nodes.indexOf(frames) + 1;
  return {
    ...graph,
    nodes: graph.nodes.toSpliced(at, 0, { id, node: AREA, version: 1, params, keep: [] }),
    edges: [{ from: `${frames.id}.image`, to: `${id}.image` }, ...edges, ...finders],
  };
}

/** An id that no step has yet. */
export function freeId({ nodes }: FullGraph, wanted: string): string {
  const taken = new Set(nodes.map(({ id }) => id));
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}${n}`;
  return id;
}

/** As the nodes and the server take it. */
export function toDraft(graph: FullGraph): GraphDraft {
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, keep: [...node.keep] })), edges: [...graph.edges] } as GraphDraft;
}
