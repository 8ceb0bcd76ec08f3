import { refusal } from "@argosy/core";
import type { Edge } from "./definition.ts";
import { splitEnd } from "./definition.ts";

/**
 * The nodes in an order in which each comes after all that it reads; ties keep the order in which they are listed.
 *
 * @throws {ArgosyError} GRAPH_CYCLE with the nodes that lie on a circle or behind one. Time O(nodes + edges), not recursive.
 */
export function sortNodes<N extends { readonly id: string }>(nodes: readonly N[], edges: readonly Edge[]): N[] {
  const waitsFor = new Map<string, Set<string>>(nodes.map((node) => [node.id, new Set()]));
  const feeds = new Map<string, Set<string>>(nodes.map((node) => [node.id, new Set()]));
  for (const edge of edges) {
    const from = splitEnd(edge.from).instance;
    const to = splitEnd(edge.to).instance;
    waitsFor.get(to)?.add(from);
    feeds.get(from)?.add(to);
  }
  const place = new Map(nodes.map((node, index) => [node.id, index]));
  let ready = nodes.filter((node) => waitsFor.get(node.id)?.size === 0);
  const sorted: N[] = [];
  while (ready.length > 0) {
    const freed: N[] = [];
    for (const node of ready) {
      sorted.push(node);
      for (const next of feeds.get(node.id) ?? []) {
        const open = waitsFor.get(next)!;
        open.delete(node.id);
        if (open.size === 0) freed.push(nodes[place.get(next)!]!);
      }
    }
    ready = freed.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
  }
  if (sorted.length < nodes.length) {
    const left = nodes.filter((node) => waitsFor.get(node.id)!.size > 0).map((node) => node.id);
    throw refusal("GRAPH_CYCLE", `the graph runs in a circle through ${left.slice(0, 20).join(", ")}`, { nodes: left.slice(0, 100) });
  }
  return sorted;
}
