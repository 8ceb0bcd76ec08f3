import { ArgosyError } from "@argosy/core";
import type { GraphDraft, UnitImage } from "@argosy/nodes";
import { needsPixelSize, validateGraph } from "@argosy/nodes";
import type { InspectRunResponse, SizeGroup } from "@argosy/rpc";
import { imagesOf, tablesOf } from "./collection-images.ts";
import { sharedTaskOf } from "./shared-task.ts";
import { companionsOf, unitsOf } from "./units.ts";
import type { PipelineWorld } from "./world.ts";

/** A run that is thought of. */
export interface RunWish {
  readonly project: string;
  readonly collection: string;
  readonly definition: object;
}

const EXAMPLES = 20;

/**
 * What a run of a graph over a collection would take in; nothing is stored.
 *
 * @throws {ArgosyError} `not_found`, GRAPH_*, PARAM_INVALID, COMPANION_MISSING, COLLECTION_UNEQUAL, COLLECTION_TOO_SMALL.
 */
export async function inspectRun(
  { db, registry }: PipelineWorld,
  { project, collection, definition }: RunWish,
): Promise<InspectRunResponse> {
  const found = await db.one("select id from read.collection where id = $1 and project_id = $2", [collection, project]);
  if (found === undefined) throw new ArgosyError("not_found", "there is no such collection", { details: { collection } });
  const { graph } = validateGraph(definition as GraphDraft, registry);
  const planned = await imagesOf(db, project, collection);
  const units = unitsOf(planned, await tablesOf(db, project, collection), companionsOf(graph, registry));
  if (planned.length > 0) sharedTaskOf(registry, { project, graph, images: planned, units });
  const images = units.flatMap((unit) => unit.images);
  const needing = graph.nodes.filter((node) => needsPixelSize(registry.find(node.node, node.version)!, node.params)).map(({ id }) => id);
  const lacking = needing.length === 0 ? [] : images.filter((image) => image.pixelSize === undefined);
  return {
    images: images.length,
    sizes: sizesOf(images),
    lackingPixelSize: lacking.length,
    lackingExamples: lacking.slice(0, EXAMPLES).map(({ name }) => name),
    needsPixelSize: needing,
  };
}

function sizesOf(images: readonly UnitImage[]): SizeGroup[] {
  const groups = new Map<string, { width: number; height: number; images: number; examples: string[] }>();
  for (const { width, height, name } of images) {
    const key = `${width} ${height}`;
    const group = groups.get(key) ?? { width, height, images: 0, examples: [] };
    groups.set(key, group);
    group.images++;
    if (group.examples.length < EXAMPLES) group.examples.push(name);
  }
  return [...groups.values()].sort((a, b) => b.images - a.images || b.width * b.height - a.width * a.height).slice(0, EXAMPLES);
}
