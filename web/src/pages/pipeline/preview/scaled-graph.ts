import { micrometres } from "@argosy/core";
import type { GraphDraft, NodeContext, NodeRegistry } from "@argosy/nodes";
import { scaleParams, validateGraph } from "@argosy/nodes";
import { sizeAtLevel } from "../view-box.ts";
import type { PreviewReport, PreviewRequest } from "./messages.ts";

/** A graph whose parameters are those for a level, with what had to be rounded. */
export interface ScaledGraph {
  readonly definition: GraphDraft;
  readonly rounded: PreviewReport["rounded"];
}

/** At level 0 the graph as it is. @throws {ArgosyError} GRAPH_*, PARAM_INVALID. */
export function scaleGraph(definition: GraphDraft, registry: NodeRegistry, level: number): ScaledGraph {
  if (level === 0) return { definition, rounded: [] };
  const { graph } = validateGraph(definition, registry);
  const rounded: { step: string; names: readonly string[] }[] = [];
  const nodes = graph.nodes.map((node) => {
    const scaled = scaleParams(registry.find(node.node, node.version)!, node.params, 2 ** level);
    if (scaled.rounded.length > 0) rounded.push({ step: node.id, names: scaled.rounded });
    return { ...node, params: scaled.params };
  });
  return { definition: { ...graph, nodes }, rounded };
}

/** What the nodes may know of the pixels. */
export function contextOf({ image, level, box }: PreviewRequest): NodeContext {
  const { pixelWidth, pixelHeight, name } = image;
  const size = sizeAtLevel(image, level);
  const whole = box.width === size.width && box.height === size.height;
  const factor = 2 ** level;
  return {
    name,
    image: image.id,
    ...(pixelWidth === undefined || pixelHeight === undefined
      ? {}
      : { pixelSize: { x: micrometres(pixelWidth * factor), y: micrometres(pixelHeight * factor), provenance: "file" } }),
    ...(whole ? {} : { part: { box, ...size } }),
  };
}
