import { createHash } from "node:crypto";
import { idFromHash } from "@argosy/core";
import type { FoundObject, ObjectsValue, UnitImage } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** Where objects were found. */
export interface FoundIn {
  readonly taskId: string;
  readonly project: string;
  readonly image: UnitImage;
  readonly step: number;
}

/** The row of an object. */
export type ObjectRow = ReturnType<typeof objectRow>;

/** The rows of the objects of one image. Ids follow from the task, the image and the label, so a second execution gives the same. */
export function objectRows(found: FoundIn, { objects }: ObjectsValue): ObjectRow[] {
  const children = new Map<number, { count: number; area: number }>();
  for (const { inner, parent, area } of objects) {
    if (!inner || parent === undefined) continue;
    const sum = children.get(parent) ?? { count: 0, area: 0 };
    children.set(parent, { count: sum.count + 1, area: sum.area + area });
  }
  return objects.map((object) => objectRow(found, object, object.inner ? undefined : children.get(object.label)));
}

function objectRow(found: FoundIn, object: FoundObject, children: { readonly count: number; readonly area: number } | undefined) {
  const { box, crop } = object;
  return {
    id: objectId(found, object.label, object.inner),
    project_id: found.project,
    task_id: found.taskId,
    image_id: found.image.id,
    step: found.step,
    label: object.label,
    name: `${stemOf(found.image.name)}#${object.label}${object.inner ? "i" : ""}`,
    bounds: `(${box.x},${box.y}),(${box.x + box.width},${box.y + box.height})`,
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    crop_x: crop.x,
    crop_y: crop.y,
    crop_width: crop.width,
    crop_height: crop.height,
    area: object.area,
    centroid_x: object.centroid.x,
    centroid_y: object.centroid.y,
    parent_id: object.parent === undefined ? null : objectId(found, object.parent, false),
    inner_object: object.inner,
    children: children?.count ?? 0,
    children_area: children?.area ?? 0,
  };
}

function objectId(found: FoundIn, label: number, inner: boolean): string {
  return idFromHash(
    createHash("sha256")
      .update(`${found.taskId} ${found.image.id} ${found.step} ${label}${inner ? " inner" : ""}`)
      .digest(),
  );
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") + 1 ? name.slice(0, dot) : name;
}

const COLUMNS = {
  id: "text",
  project_id: "text",
  task_id: "text",
  image_id: "text",
  step: "integer",
  label: "integer",
  name: "text",
  bounds: "box",
  x: "integer",
  y: "integer",
  width: "integer",
  height: "integer",
  crop_x: "integer",
  crop_y: "integer",
  crop_width: "integer",
  crop_height: "integer",
  area: "float8",
  centroid_x: "float8",
  centroid_y: "float8",
  parent_id: "text",
  inner_object: "boolean",
  children: "integer",
  children_area: "float8",
} as const;

export async function insertObjects(tx: Db, rows: readonly ObjectRow[]): Promise<void> {
  await tx.insertMany("object", COLUMNS, rows);
}
