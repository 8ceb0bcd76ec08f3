import { ArgosyError } from "@argosy/core";
import type { GraphDraft } from "@argosy/nodes";
import { planCollection, validateGraph } from "@argosy/nodes";
import type { Shared } from "@argosy/rpc";
import { imagesOf, tablesOf } from "./collection-images.ts";
import { sharedTaskOf } from "./shared-task.ts";
import { findTask } from "./tasks.ts";
import { companionsOf, unitsOf } from "./units.ts";
import type { PipelineWorld } from "./world.ts";

/** For which graph, and the collection of which image. */
export interface SharedWish {
  readonly project: string;
  readonly image: string;
  readonly definition: object;
}

/**
 * Where what a step takes from the whole collection is stored. It is that of the images as they are now: after others have come it is not
 * known until the next run.
 *
 * @throws {ArgosyError} `not_found`, GRAPH_*, PARAM_INVALID, COMPANION_MISSING, COLLECTION_UNEQUAL, COLLECTION_TOO_SMALL.
 */
export async function getShared({ db, registry }: PipelineWorld, { project, image, definition }: SharedWish): Promise<Shared> {
  const { graph } = validateGraph(definition as GraphDraft, registry);
  if (planCollection(graph, registry) === undefined) return { array: "" };
  const row = await db.one<{ collection: string }>("select collection_id as collection from read.image where id = $1 and project_id = $2", [
    image,
    project,
  ]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such image", { details: { image } });
  const images = await imagesOf(db, project, row.collection);
  const units = unitsOf(images, await tablesOf(db, project, row.collection), companionsOf(graph, registry));
  const shared = sharedTaskOf(registry, { project, graph, images, units });
  const task = shared === undefined ? undefined : await findTask(db, shared.task.id);
  return { array: task?.state === "done" ? shared!.array : "" };
}
