import { ArgosyError } from "@argosy/core";
import type { DroppedSpecks, FoundObject, Source, Step, UnitImage, UnitTasks } from "@argosy/nodes";
import type { Db } from "@argosy/work";
import type { StoredValues } from "./frame-job.ts";
import { storedName } from "./frame-job.ts";
import type { ArrayReader } from "./frame-source.ts";

type StoredSource = Source & { readonly from: "stored" };

/** Reads what the tasks of earlier stages stored of one image, as far as the steps of a chain ask for it. */
export type StoredReader = (tasks: UnitTasks, image: UnitImage, signal: AbortSignal) => Promise<StoredValues>;

/** A reader of pixels and objects for the steps of a chain; tables are read by those who join them with classes. */
export function createStoredReader(db: Db, reader: ArrayReader, projectId: string, steps: readonly Step[]): StoredReader {
  const sources = new Map<string, StoredSource>();
  for (const step of steps) {
    for (const source of Object.values(step.inputs).flat()) {
      if (source.from === "stored" && source.kind !== "table" && source.kind !== "predictions") sources.set(storedName(source), source);
    }
  }
  const facets = createFacetFinder(db, projectId);
  return async (tasks, image, signal) => {
    const values: Record<string, StoredValues[string]> = {};
    for (const [name, source] of sources) {
      const task = tasks[source.stage];
      if (task === undefined) throw new ArgosyError("internal", `the task of the stage ${source.stage} was not named`);
      values[name] =
        source.kind === "objects"
          ? { objects: { objects: await objectsOf(db, projectId, task, source.step, image.id), dropped: [] as DroppedSpecks[] } }
          : { image: await reader.readImage(await facets(task, source, image), signal) };
    }
    return values;
  };
}

interface StoredFacet {
  readonly step: number;
  readonly slot: string;
  readonly image: string;
  readonly array: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
}

const TASKS_KEPT = 8;

/** Finds where a task stored what it made of an image; all facets of a task are looked up at once, for its other images come next. */
function createFacetFinder(db: Db, projectId: string): (taskId: string, source: StoredSource, image: UnitImage) => Promise<StoredFacet> {
  const byTask = new Map<string, Promise<ReadonlyMap<string, StoredFacet>>>();
  const keyOf = (step: number, slot: string, image: string) => `${step} ${slot} ${image}`;
  const load = async (taskId: string): Promise<ReadonlyMap<string, StoredFacet>> => {
    const rows = await db.query<StoredFacet>(
      "select step, slot, image_id as image, array_id as array, t, width, height from read.facet where task_id = $1 and project_id = $2",
      [taskId, projectId],
    );
    return new Map(rows.map((row) => [keyOf(row.step, row.slot, row.image), row]));
  };
  return async (taskId, source, image) => {
    let facets = byTask.get(taskId);
    if (facets === undefined) {
      facets = load(taskId);
      byTask.set(taskId, facets);
      facets.catch(() => byTask.delete(taskId));
      if (byTask.size > TASKS_KEPT) byTask.delete(byTask.keys().next().value!);
    }
    const facet = (await facets).get(keyOf(source.step, source.slot, image.id));
    if (facet === undefined)
      throw new ArgosyError("data_loss", `nothing is stored of ${source.slot} for ${image.name}`, { details: { task: taskId } });
    return facet;
  };
}

/** The objects that a task found in one image, ordered by label, inner ones last. */
export async function objectsOf(db: Db, projectId: string, taskId: string, step: number, imageId: string): Promise<FoundObject[]> {
  const rows = await db.query<Record<string, number> & { inner_object: boolean; parent: number | null }>(
    `select o.label, o.x, o.y, o.width, o.height, o.crop_x, o.crop_y, o.crop_width, o.crop_height, o.area, o.centroid_x, o.centroid_y,
            o.inner_object, p.label as parent
       from read.object o left join read.object p on p.id = o.parent_id
      where o.task_id = $1 and o.step = $2 and o.image_id = $3 and o.project_id = $4 and o.replaced_by is null
      order by o.inner_object, o.label`,
    [taskId, step, imageId, projectId],
  );
  return rows.map((row) => ({
    label: row["label"]!,
    box: { x: row["x"]!, y: row["y"]!, width: row["width"]!, height: row["height"]! },
    crop: { x: row["crop_x"]!, y: row["crop_y"]!, width: row["crop_width"]!, height: row["crop_height"]! },
    area: row["area"]!,
    centroid: { x: row["centroid_x"]!, y: row["centroid_y"]! },
    inner: row.inner_object,
    ...(row.parent === null ? {} : { parent: row.parent }),
  }));
}
