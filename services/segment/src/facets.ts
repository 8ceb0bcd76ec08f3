import type { Unit } from "@argosy/nodes";
import type { Db } from "@argosy/work";
import type { WrittenArray } from "./write-kept.ts";

/** A facet that lies in an array: what one slot of one step gave for one image. */
export interface FacetRow {
  readonly task_id: string;
  readonly step: number;
  readonly slot: string;
  readonly kind: string;
  readonly image_id: string;
  readonly array_id: string;
  readonly t: number;
}

export async function insertFacets(tx: Db, arrays: readonly WrittenArray[], unit: Unit): Promise<void> {
  const rows = arrays.flatMap((array) =>
    unit.images.map((image, t) => ({
      task_id: array.taskId,
      project_id: array.project,
      step: array.step,
      slot: array.slot,
      kind: array.slotKind,
      image_id: image.id,
      array_id: array.id,
      t,
      width: image.width,
      height: image.height,
    })),
  );
  await tx.insertMany(
    "facet",
    {
      task_id: "text",
      project_id: "text",
      step: "integer",
      slot: "text",
      kind: "text",
      image_id: "text",
      array_id: "text",
      t: "integer",
      width: "integer",
      height: "integer",
    },
    rows,
  );
}

export async function facetsOfObject(db: Db, projectId: string, taskId: string, imageId: string): Promise<FacetRow[]> {
  return db.query<FacetRow>(
    "select task_id, step, slot, kind, image_id, array_id, t from facet where project_id = $1 and task_id = $2 and image_id = $3 order by step, slot",
    [projectId, taskId, imageId],
  );
}
